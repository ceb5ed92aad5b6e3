/** After a form came back, its summary of what is asked for is where one goes on reading. */
export default function takeFocus(element: HTMLElement): void {
  element.focus()
}
