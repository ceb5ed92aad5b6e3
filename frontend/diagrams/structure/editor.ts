/**
 * Editing in the picture, by mouse and by keyboard. Parts and arrows are links to their pages; here their forms open beside
 * the picture instead. One part at a time is a stop of the keyboard; arrow keys move, Enter chooses, Escape goes back.
 */
import { step } from "./steps"
import type { Structure } from "./told"
import { Drawing } from "./worker"

const PATIENCE = 200
const NOUNS: Record<string, string> = { control: "control", feedback: "feedback", influence: "influences" }
const AIM = "Choose the other end in the picture: press it, or go there with the arrow keys and press Enter. Escape lets it be."

/** `parts/<id>`, `control/<id>` …: how the server calls what a link stands for. */
export function keyOf(link: Element): string {
  const { part, arrow } = (link as HTMLElement | SVGElement).dataset
  if (part) return `parts/${part}`
  const kind = /cs-arrow--(\w+)/.exec(link.getAttribute("class") ?? "")?.[1] ?? ""
  return arrow && NOUNS[kind] ? `${NOUNS[kind]}/${arrow}` : ""
}

export function edit(section: HTMLElement, drawing = new Drawing(section.dataset.engine ?? "")): void {
  const diagram = section.querySelector<HTMLElement>("[data-diagram]")
  const wait = section.querySelector<HTMLElement>("[data-wait]")
  const opener = section.querySelector<HTMLFormElement>("form[data-opener]")
  const whole = section.querySelector<HTMLButtonElement>("[data-whole]")
  if (!diagram || !wait) return
  const values = () => section.querySelector("#structure-values")?.textContent ?? ""
  const chosen = () => section.querySelector<HTMLElement>("[data-chosen]")
  const chosenKey = () => chosen()?.querySelector<HTMLElement>("[data-key]")?.dataset.key ?? ""
  const parts = () => [...diagram.querySelectorAll<SVGAElement>("a.cs-part")]
  let drawn = values()
  let current = ""
  let aiming: HTMLFormElement | undefined

  const stop = (part: SVGAElement | undefined) => {
    current = part?.dataset.part ?? current
    const all = parts()
    const one = all.find(other => other.dataset.part === current) ?? all[0]
    for (const other of all) other.setAttribute("tabindex", other === one ? "0" : "-1")
    return one
  }
  const mark = () => {
    const key = chosenKey()
    for (const link of diagram.querySelectorAll("a"))
      if (key && keyOf(link) === key) link.setAttribute("aria-current", "true")
      else link.removeAttribute("aria-current")
  }

  const draw = async () => {
    const told = values()
    if (!told) return
    drawn = told
    const structure = JSON.parse(told) as Structure
    const held = diagram.contains(document.activeElement)
    const patience = setTimeout(() => {
      const many = structure.parts.length
      wait.replaceChildren(document.createElement("progress"), ` ${many} ${many === 1 ? "part is" : "parts are"} being placed.`)
    }, PATIENCE)
    const picture = await drawing.draw(structure)
    clearTimeout(patience)
    if (!picture) {
      wait.textContent = "The picture could not be drawn. The tables below say the same."
      return
    }
    // Scrolled as before: nothing asks for its size in between.
    diagram.innerHTML = picture.svg
    wait.textContent = picture.without_words
      ? `${picture.without_words} of the arrows have no room for their words in the picture. The tables say them.`
      : ""
    const part = stop(undefined)
    mark()
    if (held) part?.focus()
  }

  const open = (link: SVGAElement) => {
    const key = keyOf(link)
    // Before htmx listens, and for what has no forms here, the link's own page says the same.
    if (!key || !opener || !("htmx-internal-data" in opener)) {
      location.assign(link.getAttribute("href")!)
      return
    }
    opener.querySelector<HTMLInputElement>("[name=chosen]")!.value = key
    opener.dispatchEvent(new Event("structure:open"))
  }
  const close = () => {
    aim(undefined)
    const key = chosenKey()
    chosen()?.replaceChildren()
    mark()
    const link = [...diagram.querySelectorAll<SVGAElement>("a")].find(one => keyOf(one) === key)
    ;(link ?? stop(undefined))?.focus()
  }
  const aim = (form: HTMLFormElement | undefined) => {
    aiming = form
    diagram.classList.toggle("diagram--choosing", Boolean(form))
    if (form) {
      wait.textContent = AIM
      stop(undefined)?.focus()
    } else if (wait.textContent === AIM) wait.textContent = ""
  }
  /** The end of the arrow that is not the chosen part becomes this one. */
  const hit = (form: HTMLFormElement, id: string) => {
    const [source, target] = ["source", "target"].map(name => form.querySelector<HTMLSelectElement>(`select[name=${name}]`))
    const begun = chosenKey().split("/")[1]
    const end = !source || source.value === begun ? target : source
    if (end) end.value = id
    aim(undefined)
    form.querySelector<HTMLInputElement>("[name=what]")?.focus()
  }

  diagram.addEventListener("click", event => {
    const link = (event.target as Element).closest<SVGAElement>("a.cs-part, a.cs-arrow")
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    if (link.dataset.part) stop(link)
    if (aiming && link.dataset.part) hit(aiming, link.dataset.part)
    else if (!aiming) open(link)
  })
  diagram.addEventListener("focusin", event => {
    const part = (event.target as Element).closest<SVGAElement>("a.cs-part")
    if (part) stop(part)
  })
  diagram.addEventListener("keydown", event => {
    if (event.key === "Escape" && aiming) {
      const form = aiming
      aim(undefined)
      form.querySelector<HTMLElement>("[data-aim]")?.focus()
      return
    }
    const all = parts()
    const from = all.findIndex(part => part === document.activeElement)
    if (from < 0) return
    const to = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1 : step(all.map(part => part.getBoundingClientRect()), from, event.key)
    if (to < 0) {
      if (event.key.startsWith("Arrow")) event.preventDefault()
      return
    }
    event.preventDefault()
    stop(all[to])?.focus()
  })
  section.addEventListener("click", event => {
    const target = event.target as Element
    if (target.closest("[data-close]")) close()
    const aims = target.closest("[data-aim]")?.closest("form")
    if (aims) aim(aims)
  })
  section.addEventListener("keydown", event => {
    if (event.key === "Escape" && !event.defaultPrevented && chosen()?.contains(event.target as Element)) close()
  })
  whole?.addEventListener("click", () => {
    const is_whole = diagram.classList.toggle("diagram--whole")
    whole.setAttribute("aria-pressed", String(is_whole))
  })
  for (const name of ["pointerenter", "focusin"]) section.addEventListener(name, () => drawing.warm(), { once: true })

  document.addEventListener("htmx:afterSettle", () => {
    if (!section.isConnected) return
    const inside = chosen()
    const opened = inside?.querySelector<HTMLElement>("[data-opened]")
    if (opened) {
      opened.removeAttribute("data-opened")
      opened.querySelector<HTMLElement>("h2")?.focus()
    }
    if (aiming && !aiming.isConnected) aim(undefined)
    mark()
    if (values() !== drawn) void draw()
  })
  if (diagram.querySelector("svg")) stop(undefined)
  else if (values() && (JSON.parse(values()) as Structure).parts.length) void draw()
}
