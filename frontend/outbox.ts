/**
 * Notes that wait in the browser until the server has them. Each has an id made here; the server keeps a
 * note once per id, so a note that was sent and not heard of is safely sent again.
 */
export interface Note {
  client_id: string
  text: string
  written_at: string
  /** What the server said about a line it cannot keep as it is. It is not sent again until it was changed. */
  refused?: string
}
export interface Kept {
  note: Note
  at: Date
}
export interface Refused {
  note: Note
  sentence: string
}
export type Post = (note: Note) => Promise<Response>

const key = (person: string) => `secondstory.notes.${person}`

export function waiting(person: string): Note[] {
  try {
    const notes: unknown = JSON.parse(localStorage.getItem(key(person)) ?? "[]")
    return Array.isArray(notes) ? (notes as Note[]) : []
  } catch {
    return []
  }
}

function write(person: string, notes: Note[]): void {
  if (notes.length) localStorage.setItem(key(person), JSON.stringify(notes))
  else localStorage.removeItem(key(person))
}

export function put(person: string, note: Note): void {
  const notes = waiting(person)
  const known = notes.some(n => n.client_id === note.client_id)
  write(person, known ? notes.map(n => (n.client_id === note.client_id ? note : n)) : [...notes, note])
}

export function drop(person: string, note: Note): void {
  write(person, waiting(person).filter(n => n.client_id !== note.client_id))
}

/** An id for a note. `crypto.randomUUID` is missing where a team serves plain http in its own network. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join("")
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}

let before: Promise<unknown> = Promise.resolve()

/** One sender at a time: in all tabs of this browser where it has locks, in this tab everywhere. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  if (navigator.locks) return (await navigator.locks.request("secondstory.notes", work)) as T
  const mine = before.then(work, work)
  before = mine.catch(() => undefined)
  return mine
}

/** Sends what waits, oldest first. It stops where the server cannot be reached; the rest goes on waiting. */
export async function send(person: string, post: Post): Promise<(Kept | Refused)[]> {
  return alone(async () => {
    const told: (Kept | Refused)[] = []
    for (const note of waiting(person).filter(n => !n.refused)) {
      const answer = await post(note).catch(() => null)
      // A redirect is not an answer: it is the sign-in page.
      if (!answer || answer.type === "opaqueredirect" || answer.redirected) break
      const body = (await answer.json().catch(() => ({}))) as { saved_at?: string; sentence?: string }
      if (answer.ok) {
        drop(person, note)
        told.push({ note, at: body.saved_at ? new Date(body.saved_at) : new Date(answer.headers.get("Date") ?? Date.now()) })
      } else if (answer.status === 400 || answer.status === 413 || answer.status === 422) {
        const refused = body.sentence ?? "The server cannot keep this line as it is. Change it and send it again."
        put(person, { ...note, refused })
        told.push({ note, sentence: refused })
      } else break
    }
    return told
  })
}
