/**
 * Says how the words on this page stand: saving, saved at a time, waiting for a connection, not saved.
 * 'Saved' comes only from the server's answer: an htmx answer with the header `X-Saved-At`, or whoever
 * keeps words (an editor) sends `secondstory:saved` after its acknowledgement.
 */
import { clock } from "../person"

export const STATES = ["saving", "saved", "waiting", "unsaved"] as const
export type State = (typeof STATES)[number]

const WORDS: Record<State, (at: Date) => string> = {
  saving: () => "Saving…",
  saved: at => `Saved ${clock(at)}`,
  waiting: () => "Waiting for a connection; what you typed is kept here",
  unsaved: () => "Not saved yet",
}

export function tell(state: State, at = new Date()): void {
  document.dispatchEvent(new CustomEvent(`secondstory:${state}`, { detail: { at } }))
}

export default function savedIndicator(element: HTMLElement): void {
  const say = (state: State, at: Date) => {
    element.dataset.state = state
    element.textContent = WORDS[state](at)
  }
  for (const state of STATES) {
    document.addEventListener(`secondstory:${state}`, event => say(state, (event as CustomEvent<{ at: Date }>).detail.at))
  }
  document.addEventListener("htmx:beforeRequest", event => {
    if ((event as CustomEvent<{ requestConfig: { verb: string } }>).detail.requestConfig.verb !== "get") say("saving", new Date())
  })
  document.addEventListener("htmx:afterRequest", event => {
    const { xhr, requestConfig } = (event as CustomEvent<{ xhr: XMLHttpRequest; requestConfig: { verb: string } }>).detail
    if (requestConfig.verb === "get") return
    const at = xhr.getResponseHeader("X-Saved-At")
    if (xhr.status >= 200 && xhr.status < 300 && at) say("saved", new Date(at))
    else if (xhr.status === 0) say("waiting", new Date())
    else if (xhr.status >= 400) say("unsaved", new Date())
    else element.textContent = ""
  })
}
