/** One line, from anywhere, also without a connection: it waits in this browser and is sent once. */
import { newId, put, send, waiting, type Note } from "../outbox"
import { clock, csrfToken, person } from "../person"

const AGAIN = 30_000

export default function noteBox(element: HTMLElement): void {
  const dialog = element as HTMLDialogElement
  const form = dialog.querySelector("form")
  const line = dialog.querySelector<HTMLInputElement>("[name=text]")
  const state = dialog.querySelector<HTMLElement>("[data-note-state]")
  const badge = document.querySelector<HTMLElement>("[data-notes-waiting]")
  if (!form || !line || !state) return
  const who = person()

  const post = (note: Note) =>
    fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
      body: new URLSearchParams({ ...note }),
      redirect: "manual",
    })

  const count = () => {
    if (!badge) return
    const notes = waiting(who).length
    badge.hidden = notes === 0
    badge.textContent = notes ? `${notes} ${notes === 1 ? "note waits" : "notes wait"} in this browser for a connection` : ""
  }

  const flush = async () => {
    if (!dialog.isConnected || !waiting(who).length) return
    for (const outcome of await send(who, post)) {
      if ("at" in outcome) state.textContent = `Saved ${clock(outcome.at)}`
      else {
        state.textContent = outcome.sentence
        line.value = line.value || outcome.note.text
      }
    }
    if (waiting(who).length) state.textContent = "Waiting for a connection; your line is kept in this browser"
    count()
  }

  form.addEventListener("submit", event => {
    event.preventDefault()
    const text = line.value.trim()
    if (!text) return
    try {
      put(who, { client_id: newId(), text, written_at: new Date().toISOString() })
    } catch {
      state.textContent = "This browser has no room to keep the line while it is sent. Copy it somewhere safe first."
      return
    }
    line.value = ""
    line.focus()
    state.textContent = "Waiting…"
    count()
    void flush()
  })
  dialog.querySelector("[data-close]")?.addEventListener("click", () => dialog.close())
  document.addEventListener("secondstory:note", event => {
    if (!dialog.isConnected) return
    event.preventDefault()
    state.textContent = ""
    dialog.showModal()
    line.focus()
  })
  addEventListener("online", () => void flush())
  document.addEventListener("visibilitychange", () => document.hidden || void flush())
  setInterval(() => void flush(), AGAIN)
  count()
  void flush()
}
