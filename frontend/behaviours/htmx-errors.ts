/** When an answer does not come, or comes as an error, a sentence says so. What was typed stays. */
const SENTENCES: Record<number, string> = {
  0: "The server did not answer. What you typed is still here; try again when the connection is back.",
  400: "The server could not read what was sent. Look at what was typed and send it again.",
  401: "You are signed out. Sign in in another tab, then send this again; what you typed is still here.",
  403: "This is not yours to do, or you are signed out by now. What you typed is still here.",
  404: "What this page asked for is not there any more. Copy what you typed and reload the page.",
  409: "Somebody else saved in the meantime. Copy what you typed and reload the page to see both.",
  413: "That is more than the server takes at once. Send it in smaller parts.",
  429: "That came faster than the server answers. Wait a minute, then send it again.",
}

export const sentence = (status: number): string =>
  SENTENCES[status] ?? "Something on the server did not work. What you typed is still here; try again in a moment."

/** The refusal's own sentence, when the answer is the fragment `_notice.html`. */
export const refusal = (answer: string): string =>
  new DOMParser().parseFromString(answer, "text/html").querySelector("body > .notice p")?.textContent ?? ""

export default function htmxErrors(region: HTMLElement): void {
  const say = (status: number, own = "") => {
    const notice = document.createElement("div")
    notice.className = "notice notice--ask"
    notice.dataset.fromScript = ""
    const words = document.createElement("p")
    words.textContent = own || sentence(status)
    notice.append(words)
    region.querySelector("[data-from-script]")?.remove()
    region.append(notice)
    notice.scrollIntoView?.({ block: "nearest" })
  }
  document.addEventListener("htmx:responseError", event => {
    const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail
    say(xhr.status, refusal(xhr.responseText))
  })
  for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, () => say(0))
  document.addEventListener("htmx:beforeRequest", () => region.querySelector("[data-from-script]")?.remove())
}
