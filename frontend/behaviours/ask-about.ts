/** On a page that carries questions: select words, and a button beside them asks about them. `a` does the same, and without
 * a selection asks about the page. The words go by POST, so that they stand in no address. */
import { csrfToken } from "../person"

const MOST = 600
const NEVER = "input, textarea, select, button, [contenteditable]:not([contenteditable=false]), dialog, [data-ask-never]"

/** The selected words of the page's own text, on one line; nothing while somebody writes, and nothing of what somebody told
 * first-hand: they can take that back, and a copy would stay. */
export function selectedWords(main: Element | null): { words: string; range: Range } | null {
  const selection = document.getSelection()
  if (!main || !selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  const common = range.commonAncestorContainer
  const element = common instanceof Element ? common : common.parentElement
  if (!element || !main.contains(element) || element.closest(NEVER)) return null
  if (range.cloneContents().querySelector("[data-ask-never]")) return null
  const words = selection.toString().replace(/\s+/g, " ").trim()
  return words ? { words, range } : null
}

/** The nearest thing with an address of its own, so that the question leads back to it. */
export function anchorOf(range: Range, main: Element): string {
  const start = range.startContainer
  let element = start instanceof Element ? start : start.parentElement
  while (element && element !== main) {
    if (/^[A-Za-z][\w-]{0,79}$/.test(element.id)) return `#${element.id}`
    element = element.parentElement
  }
  return ""
}

function send(address: string, told: Record<string, string>): void {
  const form = document.createElement("form")
  form.method = "post"
  form.action = address
  form.hidden = true
  for (const [name, value] of Object.entries({ ...told, begin: "1", csrfmiddlewaretoken: csrfToken() ?? "" })) {
    const field = document.createElement("input")
    field.type = "hidden"
    field.name = name
    field.value = value
    form.append(field)
  }
  document.body.append(form)
  form.submit()
}

export default function askAbout(element: HTMLElement): void {
  const main = document.querySelector("main")
  const { ask = "", place = "" } = element.dataset
  const button = document.createElement("button")
  button.type = "button"
  button.className = "btn btn--lead ask-here"
  button.textContent = "Ask about this"
  button.hidden = true
  element.append(button)

  const begin = (): boolean => {
    if (!element.isConnected || !main) return false
    const found = selectedWords(main)
    send(ask, { place: place + (found ? anchorOf(found.range, main) : ""), quote: (found?.words ?? "").slice(0, MOST) })
    return true
  }
  const show = (): void => {
    const found = selectedWords(main)
    button.hidden = found === null
    if (!found) return
    const box = found.range.getBoundingClientRect()
    const wide = document.documentElement.clientWidth
    const high = document.documentElement.clientHeight
    const below = box.bottom + button.offsetHeight + 8 < high
    button.style.insetBlockStart = `${below ? box.bottom + 8 : Math.max(8, box.top - button.offsetHeight - 8)}px`
    button.style.insetInlineStart = `${Math.max(8, Math.min(box.left, wide - button.offsetWidth - 8))}px`
  }
  document.addEventListener("selectionchange", show)
  addEventListener("scroll", show, { passive: true })
  // The selection stays while the button is pressed.
  button.addEventListener("pointerdown", event => event.preventDefault())
  button.addEventListener("click", begin)
  document.addEventListener("secondstory:ask", event => {
    if (begin()) event.preventDefault()
  })
}
