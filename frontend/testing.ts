import type { Finding } from "./wording/findings"

/** Sets the page for a test and gives its first element. */
export function page<T extends HTMLElement = HTMLElement>(html: string, selector = "*"): T {
  document.head.innerHTML = '<meta name="person" content="7"><meta name="csrf-token" content="token">'
  document.body.innerHTML = html
  const element = document.body.querySelector<T>(selector)
  if (!element) throw new Error(`The page of this test has no ${selector}`)
  return element
}

export const press = (key: string, target: EventTarget = document.body, more: KeyboardEventInit = {}): KeyboardEvent => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more })
  target.dispatchEvent(event)
  return event
}

export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

/** What the server would say of `words` in `text`. */
export const finding = (text: string, words: string, more: Partial<Finding> = {}): Finding => ({
  rule: "counterfactual.remedy", version: 1, category: "LF-CF", level: "ask", quote: "a".repeat(64),
  start: text.indexOf(words), end: text.indexOf(words) + words.length, first: 0, last: text.length,
  message: "This tells of something that did not happen.", why: "It ends the search.", questions: ["What did happen?"], rewrites: [],
  ...more,
})
