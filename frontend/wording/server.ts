/** Asks the server to look at words, and tells it what was answered. Words go to the one address that looks and forgets. */
import { csrfToken } from "../person"
import type { Finding } from "./findings"

export interface Place {
  check: string
  surface: string
  kind: string
  section: string
  study: string
  answers: string
  field: string
}

export interface Looked {
  state: "on" | "off"
  findings: Finding[]
}

export async function look(place: Place, text: string, signal: AbortSignal): Promise<Looked | null> {
  const { surface, kind, section, study } = place
  const response = await fetch(place.check, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrfToken() },
    body: JSON.stringify({ text, surface, kind, section, study: study || null }),
    redirect: "manual",
    signal,
  })
  return response.ok ? ((await response.json()) as Looked) : null
}

/** Whether it was noted; a sentence when it was refused. */
export async function answer(place: Place, { quote, rule, version }: Finding, state: string, reason = ""): Promise<true | string> {
  return send(place.answers, { surface: place.surface, field: place.field, quote, rule, version: String(version), state, reason })
}

export const helpful = (place: Place, { rule }: Finding): Promise<true | string> =>
  send(new URL(`../helpful/${encodeURIComponent(rule)}/`, new URL(place.check, location.href)).pathname, {})

async function send(url: string, words: Record<string, string>): Promise<true | string> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
      body: new URLSearchParams(words),
      redirect: "manual",
    })
    if (response.ok) return true
    return ((await response.json()) as { sentence?: string }).sentence ?? AGAIN
  } catch {
    return AGAIN
  }
}

const AGAIN = "This was not noted: the server did not answer. Try again in a moment."
