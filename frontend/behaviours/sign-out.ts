/** Unsaved words should not stay behind on a shared computer, and not vanish unseen either. */
import { waiting } from "../outbox"
import { person } from "../person"
import { drafts } from "./draft-keeper"

export default function signOut(element: HTMLElement): void {
  element.addEventListener("submit", event => {
    const notes = waiting(person()).length
    const texts = drafts()
    if (!notes && !texts.length) return
    const parts = [notes ? `${notes} unsent ${notes === 1 ? "note" : "notes"}` : "", texts.length ? `${texts.length} unsaved ${texts.length === 1 ? "text" : "texts"}` : ""]
    const what = parts.filter(Boolean).join(" and ")
    if (!confirm(`This browser still holds ${what} of yours. Signing out forgets them. Sign out all the same?`)) {
      event.preventDefault()
      return
    }
    for (const key of texts) localStorage.removeItem(key)
    localStorage.removeItem(`secondstory.notes.${person()}`)
  })
}
