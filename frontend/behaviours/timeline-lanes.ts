/**
 * The lane picture of a timeline: zoom to the whole, to the fullest hours or minutes, move along, wheel and
 * arrow keys. Marks keep their moment in `data-since` / `data-until` / `data-at` (seconds) and are placed
 * anew; the list named by `data-zoom` drops words as one zooms out, never entries.
 */
interface Window {
  since: number
  until: number
}

const HOUR = 3600
const SPANS: Record<string, number> = { evening: 6 * HOUR, minutes: HOUR }
const NARROWEST_WINDOW = 5 * 60
const NARROWEST_MARK = 1
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10080, 20160, 43200, 129600, 525600].map(m => m * 60)
const TICKS = 6

/** The window of this length that holds the most marks; of equals, the first. */
export function fullest(moments: number[], span: number, whole: Window): Window {
  const sorted = [...moments].sort((a, b) => a - b)
  if (span >= whole.until - whole.since || !sorted.length) return whole
  let best: [number, number] = [0, -1]
  for (let first = 0, last = 0; first < sorted.length; first++) {
    while (last < sorted.length && sorted[last]! - sorted[first]! <= span * 0.9) last++
    if (last - first > best[1] - best[0]) best = [first, last]
  }
  const middle = (sorted[best[0]]! + sorted[best[1] - 1]!) / 2
  return within({ since: middle - span / 2, until: middle + span / 2 }, whole)
}

/** The same window, moved or narrowed so that it lies in the whole. */
export function within(window: Window, whole: Window): Window {
  const span = Math.min(Math.max(window.until - window.since, NARROWEST_WINDOW), whole.until - whole.since)
  const since = Math.min(Math.max(window.since, whole.since), whole.until - span)
  return { since, until: since + span }
}

/** Seconds the wall clock of the zone is ahead of UTC at that moment. */
function offset(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric",
  }).formatToParts(at * 1000)
  const get = (type: string) => Number(parts.find(p => p.type === type)?.value)
  return Date.UTC(get("year"), get("month") - 1, get("day"), get("hour"), get("minute")) / 1000 - Math.floor(at / 60) * 60
}

/** Round times of the zone's wall clock within the window. */
export function ticks(window: Window, zone: string): { at: number; label: string }[] {
  const step = STEPS.find(s => (window.until - window.since) / s <= TICKS) ?? STEPS[STEPS.length - 1]!
  const shift = offset(window.since, zone)
  const told: { at: number; label: string }[] = []
  const say = (options: Intl.DateTimeFormatOptions, at: number) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }).format(at * 1000)
  const day: Intl.DateTimeFormatOptions = { day: "numeric", month: "short" }
  let lastDay = step < 24 * HOUR ? say(day, window.since) : ""
  for (let local = (Math.floor((window.since + shift) / step) + 1) * step; ; local += step) {
    const at = local - offset(local - shift, zone)
    if (at >= window.until) return told
    const today = say(day, at)
    const clock = say({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, at)
    told.push({ at, label: today === lastDay ? clock : today })
    lastDay = today
  }
}

const SVG = "http://www.w3.org/2000/svg"
const svg = (name: string, attributes: Record<string, string>): SVGElement => {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  return element
}

export default function timelineLanes(figure: HTMLElement): void {
  const whole: Window = { since: Number(figure.dataset.since), until: Number(figure.dataset.until) }
  const zone = figure.dataset.zone ?? "UTC"
  const links = [...figure.querySelectorAll<SVGAElement>("a[data-at]")]
  const scale = figure.querySelector(".picture__scale")
  const plane = figure.querySelector<HTMLElement>(".picture__lanes")
  const overview = figure.querySelector(".picture__whole .window")
  const status = figure.querySelector("[data-window]")
  const list = document.querySelector<HTMLElement>("[data-timeline]")
  const buttons = [...figure.querySelectorAll<HTMLButtonElement>("[data-zoom-to]")]
  if (!links.length || !scale || !plane || !(whole.until > whole.since)) return
  // The server may have zoomed already (`?window=`).
  const { shownSince, shownUntil } = figure.dataset
  let window = shownSince && shownUntil ? { since: Number(shownSince), until: Number(shownUntil) } : whole

  const percent = (at: number) => (100 * (at - window.since)) / (window.until - window.since)

  const place = (link: SVGAElement) => {
    const mark = link.querySelector(".mark")
    if (!mark) return
    const { shape } = link.dataset
    const [since, until, at] = [link.dataset.since, link.dataset.until, link.dataset.at].map(Number) as [number, number, number]
    if (shape === "later") mark.setAttribute("cx", `${percent(at)}%`)
    else if (shape === "soft" || shape === "doubt") {
      const width = Math.max(percent(until) - percent(since), NARROWEST_MARK)
      mark.setAttribute("x", `${(percent(since) + percent(until) - width) / 2}%`)
      mark.setAttribute("width", `${width}%`)
    } else mark.setAttribute("x", `${percent(at)}%`)
  }

  const show = (next: Window, name = "") => {
    window = within(next, whole)
    links.forEach(place)
    scale.replaceChildren(
      ...ticks(window, zone).map(tick => {
        const x = `${percent(tick.at)}%`
        const group = svg("g", {})
        const text = svg("text", { x, y: "20", "text-anchor": "middle" })
        text.textContent = tick.label
        group.append(svg("line", { x1: x, x2: x, y1: "0", y2: "5" }), text)
        return group
      }),
    )
    const all = whole.until - whole.since
    overview?.setAttribute("x", `${(100 * (window.since - whole.since)) / all}%`)
    overview?.setAttribute("width", `${(100 * (window.until - window.since)) / all}%`)
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.zoomTo === name))
    if (status) {
      const say = (at: number) =>
        new Intl.DateTimeFormat("en-GB", { timeZone: zone, day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at * 1000)
      status.textContent = `The picture shows ${say(window.since)} to ${say(window.until)} ${zone}`
    }
  }

  const zoom = (factor: number, around = 0.5) => {
    const span = (window.until - window.since) * factor
    const fixed = window.since + (window.until - window.since) * around
    show({ since: fixed - span * around, until: fixed + span * (1 - around) })
  }
  const move = (part: number) => {
    const by = (window.until - window.since) * part
    show({ since: window.since + by, until: window.until + by })
  }

  const moments = links.map(link => Number(link.dataset.at))
  for (const button of buttons) {
    const name = button.dataset.zoomTo ?? "whole"
    button.addEventListener("click", event => {
      event.preventDefault() // without script it asks the server
      // Pressed once more, a button lets go: the whole picture, and the list with all its words.
      const pressed = button.getAttribute("aria-pressed") === "true"
      if (list) list.dataset.zoom = pressed ? "" : name
      const span = SPANS[name]
      show(span && !pressed ? fullest(moments, span, whole) : whole, pressed ? "" : name)
    })
  }
  for (const button of figure.querySelectorAll<HTMLButtonElement>("[data-move]")) {
    button.addEventListener("click", event => {
      event.preventDefault()
      move(Number(button.dataset.move) / 2)
    })
  }
  // The page still scrolls with the wheel: only with Ctrl or a pinch does it zoom, only sideways does it move.
  plane.addEventListener(
    "wheel",
    event => {
      const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY)
      if (!event.ctrlKey && !event.metaKey && !sideways) return
      event.preventDefault()
      const box = scale.getBoundingClientRect()
      if (sideways) move(event.deltaX / (box.width || 1))
      else zoom(event.deltaY > 0 ? 1.25 : 0.8, Math.min(Math.max((event.clientX - box.left) / (box.width || 1), 0), 1))
    },
    { passive: false },
  )
  const controls = figure.querySelector<HTMLElement>(".zoom")
  if (controls) controls.hidden = false
  controls?.addEventListener("keydown", event => {
    const does: Record<string, () => void> = {
      ArrowLeft: () => move(-0.25),
      ArrowRight: () => move(0.25),
      "+": () => zoom(0.7),
      "-": () => zoom(1.4),
      Home: () => show(whole),
    }
    const act = does[event.key]
    if (!act) return
    event.preventDefault()
    act()
  })
}
