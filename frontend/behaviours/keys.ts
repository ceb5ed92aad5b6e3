/** `/` search, `n` note, `a` ask about the selected words, `?` help. Single keys can be switched off in the help (they trouble speech input). */
const OFF = "secondstory.keys.off"

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input, textarea, select, [contenteditable]:not([contenteditable=false])") !== null

function search(): boolean {
  const fields = [...document.querySelectorAll<HTMLInputElement>("main [data-key-search], [data-key-search]")]
  const field = fields.find(f => f.checkVisibility?.() ?? true)
  if (field) {
    field.focus()
    field.select()
    return true
  }
  const link = document.querySelector<HTMLAnchorElement>(".find__open")
  link?.click()
  return link !== null
}

export default function keys(element: HTMLElement): void {
  const help = element as HTMLDialogElement
  const choice = help.querySelector<HTMLInputElement>("[data-keys-on]")
  if (choice) {
    choice.checked = localStorage.getItem(OFF) === null
    choice.addEventListener("change", () => {
      if (choice.checked) localStorage.removeItem(OFF)
      else localStorage.setItem(OFF, "1")
    })
  }
  const actions: Record<string, () => boolean> = {
    "/": search,
    n: () => !document.dispatchEvent(new CustomEvent("secondstory:note", { cancelable: true })),
    a: () => !document.dispatchEvent(new CustomEvent("secondstory:ask", { cancelable: true })),
    "?": () => {
      help.showModal()
      return true
    },
  }
  document.addEventListener("keydown", event => {
    if (!help.isConnected || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    if (localStorage.getItem(OFF) !== null || document.querySelector("dialog[open]")) return
    if (actions[event.key]?.()) event.preventDefault()
  })
}
