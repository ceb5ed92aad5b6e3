/** One line, from anywhere, also without a connection: it waits in this browser and is sent once. */
import { drop, newId, put, send, waiting, type Note } from "../outbox"
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

  let mending: Note | undefined

  const post = ({ client_id, text, written_at }: Note) =>
    fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
      body: new URLSearchParams({ client_id, text, written_at }),
      redirect: "manual",
    })

  const count = () => {
    if (!badge) return
    const refused = waiting(who).filter(note => note.refused).length
    const unsent = waiting(who).length - refused
    const words = [
      unsent ? `${unsent} ${unsent === 1 ? "note waits" : "notes wait"} in this browser for a connection` : "",
      refused ? `${refused} ${refused === 1 ? "note asks" : "notes ask"} to be changed first: press n` : "",
    ].filter(Boolean)
    badge.hidden = words.length === 0
    badge.textContent = words.join(". ")
  }

  /** A line the server could not keep comes back into the field; it leaves the outbox once it was changed and sent. */
  const mend = () => {
    const note = waiting(who).find(n => n.refused)
    if (!note || line.value) return
    mending = note
    line.value = note.text
    state.textContent = note.refused ?? ""
  }

  const flush = async () => {
    if (!dialog.isConnected || !waiting(who).some(note => !note.refused)) return
    for (const outcome of await send(who, post)) if ("at" in outcome) state.textContent = `Saved ${clock(outcome.at)}`
    if (waiting(who).some(note => !note.refused)) state.textContent = "Waiting for a connection; your line is kept in this browser"
    if (dialog.open) mend()
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
    if (mending) drop(who, mending)
    mending = undefined
    line.value = ""
    line.focus()
    state.textContent = "Waiting…"
    count()
    void flush()
  })
  dialog.addEventListener("close", () => {
    if (mending && !line.value.trim()) drop(who, mending)
    mending = undefined
    count()
  })
  dialog.querySelector("[data-close]")?.addEventListener("click", () => dialog.close())
  document.addEventListener("secondstory:note", event => {
    if (!dialog.isConnected) return
    event.preventDefault()
    state.textContent = ""
    dialog.showModal()
    mend()
    line.focus()
  })
  addEventListener("online", () => void flush())
  document.addEventListener("visibilitychange", () => document.hidden || void flush())
  setInterval(() => void flush(), AGAIN)
  count()
  void flush()
}
