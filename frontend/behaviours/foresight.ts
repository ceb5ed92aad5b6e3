/** Steps through a timeline as it was known then. Going on, the server gives what became known on the way; going back, it
 * is taken away here. Nothing that came later than the clock is ever on the page. */
interface Wish {
  at?: number
  step?: "earlier" | "later"
}

const HOUR = 3600

/** Puts lines among those that stand there, both in order. A line or day that is there already stays as it is. */
export function merge(list: Element, incoming: HTMLElement[]): HTMLElement[] {
  const standing = [...list.children] as HTMLElement[]
  const there = new Set(standing.map(one => one.dataset.key ?? one.id))
  let place = 0
  return incoming.filter(line => {
    if (there.has(line.dataset.key ?? line.id)) return false
    while (place < standing.length && (standing[place]!.dataset.order ?? "") <= (line.dataset.order ?? "")) place++
    list.insertBefore(line, standing[place] ?? null)
    return true
  })
}

/** Takes away what was not known by then, and days that have nothing left. */
export function takeAway(list: Element, at: number): void {
  for (const line of list.querySelectorAll<HTMLElement>("[data-since]")) if (Number(line.dataset.since) > at) line.remove()
  for (const day of list.querySelectorAll<HTMLElement>("[data-day-line]"))
    if (!(day.nextElementSibling as HTMLElement | null)?.dataset.since) day.remove()
}

export default function foresight(root: HTMLElement): void {
  const one = <T extends HTMLElement = HTMLElement>(selector: string) => root.querySelector<T>(selector)
  const range = one<HTMLInputElement>(".range")
  const says = one("[data-says]")
  const moment = one<HTMLInputElement>(".ahead__steps [name=at]")
  if (!range || !says || !moment) return
  const { step: address = "", zone = "UTC", query = "" } = root.dataset
  const told = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
  let waiting: Wish | undefined
  let busy = false
  let settle = 0

  const fill = () => {
    const [least, most] = [Number(range.min), Number(range.max)]
    range.style.setProperty("--at", String((Number(range.value) - least) / (most - least || 1)))
    range.setAttribute("aria-valuetext", `${told.format(Number(range.value) * 1000)} ${zone}`)
  }
  const write = (selector: string, text = "") => {
    for (const place of root.querySelectorAll(selector)) if (place.textContent !== text) place.textContent = text
  }

  const apply = (html: string, smooth: boolean) => {
    const page = document.createElement("template")
    page.innerHTML = html
    const answer = page.content.firstElementChild as HTMLElement | null
    if (!answer) return
    const { at = "", seconds, clock, day, offset, starts = "0", ends = "0", begins, typed = "" } = answer.dataset
    let newest: HTMLElement | undefined
    for (const side of root.querySelectorAll<HTMLElement>("[data-side]")) {
      const given = answer.querySelector(`[data-side="${side.dataset.side}"]`)
      const list = side.querySelector(".score__list")
      if (!given || !list) continue
      for (const line of list.querySelectorAll(".ev--new")) line.classList.remove("ev--new")
      takeAway(list, Number(seconds))
      const come = merge(list, [...given.querySelectorAll<HTMLElement>("ol > li")])
      for (const line of come) line.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }))
      newest = come.at(-1) ?? newest
      const mind = given.querySelector("[data-mind]")
      const now = side.querySelector("[data-mind]")
      if (mind && now && mind.innerHTML !== now.innerHTML) now.replaceChildren(...mind.childNodes)
    }
    says.replaceChildren(...(answer.querySelector("[data-says]")?.childNodes ?? []))
    write("[data-clock]", clock)
    write("[data-day]", day)
    write("[data-offset]", offset)
    one("time[data-clock]")?.setAttribute("datetime", at)
    if (range.max !== ends || Number(range.min) > Number(seconds)) {
      ;[range.min, range.max] = [starts, ends]
      write("[data-begins]", begins)
    }
    if (waiting?.at === undefined) range.value = String(Math.floor(Number(seconds)))
    fill()
    root.dataset.at = moment.value = at
    const field = one<HTMLInputElement>("[data-typed]")
    if (field) field.value = typed
    clearTimeout(settle)
    settle = window.setTimeout(() => history.replaceState(null, "", `?${query}&at=${encodeURIComponent(at)}`), 150)
    if (newest && matchMedia("(width >= 60rem)").matches) {
      const still = !smooth || matchMedia("(prefers-reduced-motion: reduce)").matches
      newest.scrollIntoView?.({ block: "nearest", behavior: still ? "auto" : "smooth" })
    }
    root.dispatchEvent(new CustomEvent("foresight:stepped", { bubbles: true }))
  }

  const run = async () => {
    if (busy) return
    busy = true
    while (waiting) {
      const { at, step } = waiting
      waiting = undefined
      const to = step ? `step=${step}` : `at=${encodeURIComponent(new Date(at! * 1000).toISOString())}`
      try {
        const answer = await fetch(`${address}?${query}&since=${encodeURIComponent(root.dataset.at ?? "")}&${to}`)
        if (!answer.ok) throw new Error(String(answer.status))
        apply(await answer.text(), step !== undefined)
      } catch {
        says.textContent = "The server did not answer. What you see is as it was; try again in a moment."
      }
    }
    busy = false
  }
  const wish = (wanted: Wish) => {
    waiting = wanted
    void run()
  }
  const go = (at: number) => {
    // An hour on may lie on another day; the slider follows when the answer is there.
    range.value = String(at)
    fill()
    wish({ at })
  }

  range.addEventListener("input", () => {
    write("[data-clock]", told.format(Number(range.value) * 1000))
    go(Number(range.value))
  })
  for (const button of root.querySelectorAll<HTMLButtonElement>(".ahead__steps [name=step]"))
    button.addEventListener("click", event => {
      event.preventDefault() // without script it asks the server for a page
      wish({ step: button.value === "earlier" ? "earlier" : "later" })
    })

  const here = () => Math.floor(Date.parse(root.dataset.at ?? "") / 1000)
  const keys: Record<string, () => void> = {
    ArrowLeft: () => wish({ step: "earlier" }),
    ArrowRight: () => wish({ step: "later" }),
    PageUp: () => go(here() + HOUR),
    PageDown: () => go(here() - HOUR),
  }
  document.addEventListener("keydown", event => {
    if (!root.isConnected || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const target = event.target as HTMLElement
    const free = target === range || target === document.body || target.closest(".ahead__steps") !== null
    const act = keys[event.key]
    // Away from the slider, page up and down still turn the page.
    if (!free || !act || (target !== range && event.key.startsWith("Page"))) return
    event.preventDefault()
    act()
  })
  fill()
}
