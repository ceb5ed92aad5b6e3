/** A form with unsaved words asks before the page is left. */
import { STATES } from "./saved-indicator"

export default function confirmLeave(element: HTMLElement): void {
  let unsaved = false
  element.addEventListener("input", () => (unsaved = true))
  element.addEventListener("submit", () => (unsaved = false))
  element.addEventListener("htmx:afterRequest", event => {
    if ((event as CustomEvent<{ successful: boolean }>).detail.successful) unsaved = false
  })
  document.addEventListener(`secondstory:${STATES[1]}`, () => (unsaved = false))
  addEventListener("beforeunload", event => {
    if (unsaved && element.isConnected) event.preventDefault()
  })
}
