/**
 * Keeps what is typed through a crash, a closed tab or a lost connection, until the server said it is saved.
 * Drafts are kept per person and per field (`data-draft`, or the form's address and the field's name).
 *
 * A draft is dropped when the server's copy is the same, when an htmx answer to this form succeeded, or when
 * the page after sending carries `data-saved`. In doubt it stays: offering a draft once too often is better
 * than losing it. So a draft that is offered counts as not sent any more, whatever else is saved next; and words that
 * a refused form gives back are no copy of the server's.
 */
import { person } from "../person"

interface Draft {
  text: string
  at: string
  sent?: boolean
}
type Field = HTMLTextAreaElement | HTMLInputElement

const PREFIX = "secondstory.draft."

const name = (field: Field): string =>
  `${PREFIX}${person()}.${field.dataset.draft ?? `${new URL(field.form?.action || location.href).pathname}#${field.name}`}`

function read(key: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") as Draft | null
  } catch {
    return null
  }
}

function write(key: string, draft: Draft): void {
  try {
    localStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // No room: the words are still in the field, and saving them still works.
  }
}

/** Drafts that were sent and that the server has now called saved. */
export function settle(page: ParentNode = document): void {
  if (!page.querySelector("[data-saved]")) return
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(`${PREFIX}${person()}.`) && read(key)?.sent) localStorage.removeItem(key)
  }
}

export function drafts(): string[] {
  return Object.keys(localStorage).filter(key => key.startsWith(`${PREFIX}${person()}.`))
}

function offer(field: Field, draft: Draft, key: string): void {
  const server = field.value
  field.value = draft.text
  write(key, { text: draft.text, at: draft.at })
  for (let fold = field.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true
  const line = document.createElement("p")
  line.className = "field__help draft"
  line.setAttribute("role", "status")
  const when = new Date(draft.at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })
  line.append(`These are your words of ${when}, kept in this browser and not saved yet. `)
  const back = document.createElement("button")
  back.type = "button"
  back.className = "btn btn--plain"
  back.textContent = "Use what was saved instead"
  back.addEventListener("click", () => {
    field.value = server
    localStorage.removeItem(key)
    line.remove()
    field.focus()
  })
  line.append(back)
  field.after(line)
}

export default function draftKeeper(element: HTMLElement): void {
  settle()
  const field = element as Field
  const key = name(field)
  const draft = read(key)
  const isRefused = field.form?.querySelector(".field__error:not([hidden]), [role=alert]:not([hidden])") ?? null
  if (draft && draft.text === field.value) isRefused ? write(key, { text: draft.text, at: draft.at }) : localStorage.removeItem(key)
  else if (draft && draft.text.trim()) offer(field, draft, key)
  const keep = () => write(key, { text: field.value, at: new Date().toISOString() })
  field.addEventListener("input", keep)
  field.form?.addEventListener("submit", () => {
    const now = read(key)
    if (now) write(key, { ...now, sent: true })
  })
  field.form?.addEventListener("secondstory:kept", () => localStorage.removeItem(key))
  field.form?.addEventListener("htmx:afterRequest", event => {
    const { successful } = (event as CustomEvent<{ successful: boolean }>).detail
    if (successful) localStorage.removeItem(key)
  })
}
