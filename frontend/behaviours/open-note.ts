/** The note box by touch: phones have no key `n`. */
export default function openNote(button: HTMLElement): void {
  button.hidden = false
  button.addEventListener("click", () => document.dispatchEvent(new CustomEvent("secondstory:note", { cancelable: true })))
}
