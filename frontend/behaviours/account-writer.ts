/**
 * Saves an account's open entry while its author writes: a moment after the last key, and again when a connection
 * comes back. 'Saved' is said only after the server's answer. Refused: the sentence is shown, the words stay, and it is
 * tried again when they change. Saved elsewhere: saving waits for the author to press the button. Pressed while an answer
 * is still on its way, the button waits for that, so that a tab is never its own other tab.
 */
import { csrfToken } from "../person"
import { tell } from "./saved-indicator"

const PAUSE = 1200

interface Answer {
  url?: string
  number?: number | string
  saved_at?: string
  note?: string
  sentence?: string
  quiet?: { said: string; text: string }[]
}

/** The quiet word in the margin, for the author alone. */
function whisper(words: { said: string; text: string }[]): void {
  const note = document.querySelector<HTMLElement>("#quiet-word")
  const place = note?.querySelector<HTMLElement>("[data-quiet]")
  if (!note || !place) return
  place.replaceChildren(
    ...words.map(({ said, text }) => {
      const line = document.createElement("p")
      line.textContent = `You wrote ‘${said}’. ${text}`
      return line
    }),
  )
  note.hidden = words.length === 0
}

export default function accountWriter(element: HTMLElement): void {
  const form = element as HTMLFormElement
  const seen = form.querySelector<HTMLInputElement>("[name=seen]")
  const hint = form.querySelector<HTMLElement>("[data-time-note]")
  const trouble = document.createElement("p")
  trouble.className = "field__error"
  trouble.setAttribute("role", "alert")
  trouble.hidden = true
  form.querySelector(".own__save")?.before(trouble)
  let timer = 0
  let asked = false
  let elsewhere = false
  let pressed: HTMLElement | null | undefined
  let under_way = false
  let again = false

  const words = () => new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]))
  const isBlank = () => [...form.querySelectorAll<HTMLTextAreaElement>("textarea")].every(field => !field.value.trim())

  const save = async (): Promise<void> => {
    if (asked || elsewhere || !form.isConnected || isBlank()) return
    if (under_way) {
      again = true
      return
    }
    under_way = true
    const sent = words().toString()
    tell("saving")
    try {
      const response = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
        body: new URLSearchParams(sent),
        redirect: "manual",
      })
      if (response.type === "opaqueredirect") throw new TypeError("signed out")
      const answer = (await response.json()) as Answer
      if (response.ok && answer.url) {
        form.action = answer.url
        if (seen) seen.value = String(answer.number ?? "")
        if (hint) hint.textContent = answer.note ?? ""
        trouble.hidden = true
        whisper(answer.quiet ?? [])
        tell("saved", new Date(answer.saved_at ?? Date.now()))
        if (words().toString().replace(/seen=\d*/, "") === sent.replace(/seen=\d*/, "")) form.dispatchEvent(new CustomEvent("secondstory:kept"))
      } else {
        asked = true
        elsewhere = response.status === 409
        if (answer.url) form.action = answer.url
        if (seen && answer.number) seen.value = String(answer.number)
        trouble.textContent = answer.sentence ?? "This could not be saved. What you typed is kept here; press Save to try again."
        trouble.hidden = false
        tell("unsaved")
      }
    } catch {
      tell("waiting")
    } finally {
      under_way = false
      if (pressed !== undefined) {
        form.requestSubmit(pressed)
      } else if (again) {
        again = false
        void save()
      }
    }
  }

  form.addEventListener("input", () => {
    asked = false
    clearTimeout(timer)
    timer = window.setTimeout(() => void save(), PAUSE)
  })
  form.addEventListener("submit", event => {
    clearTimeout(timer)
    if (!under_way) return
    event.preventDefault()
    event.stopImmediatePropagation()
    pressed = event.submitter
  }, { capture: true })
  addEventListener("online", () => void save())
}
