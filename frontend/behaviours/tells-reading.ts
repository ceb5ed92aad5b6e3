/** Tells the house once in a browser session that a text was read: when its analysis came into view, or after a minute with
 * the page before somebody. Nothing of them goes along; the address in `data-to` keeps a team and a week. */
import { csrfToken } from "../person"

const A_MINUTE = 60
const A_WHILE = 5
const SECOND = 1000

export default function tellsReading(element: HTMLElement): void {
  const to = element.dataset.to ?? ""
  const mark = `secondstory.read.${to}`
  let told = false
  try {
    told = sessionStorage.getItem(mark) !== null
  } catch {
    // Without a session store it is told once a page; the house keeps one row a week all the same.
  }
  if (told || !to) return
  let seconds = 0
  let reached = false
  let watch: IntersectionObserver | undefined
  const clock = setInterval(() => {
    if (document.visibilityState !== "visible") return
    // A page may be opened at an anchor: to have the analysis before one's eyes for a moment is no reading.
    if (++seconds >= (reached ? A_WHILE : A_MINUTE)) tell()
  }, SECOND)

  function tell(): void {
    if (told) return
    told = true
    clearInterval(clock)
    watch?.disconnect()
    try {
      sessionStorage.setItem(mark, "1")
    } catch {
      // as above
    }
    void fetch(to, { method: "POST", headers: { "X-CSRFToken": csrfToken() }, keepalive: true }).catch(() => undefined)
  }

  const analysis = document.getElementById("analysis")
  if (analysis && "IntersectionObserver" in window) {
    watch = new IntersectionObserver(seen => {
      reached ||= seen.some(one => one.isIntersecting)
    })
    watch.observe(analysis)
  }
}
