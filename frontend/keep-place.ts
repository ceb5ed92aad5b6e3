/** When a part of the page is exchanged, the keyboard goes on where it was: at the drawer one was in, not at the top. */
interface Place {
  id: string
  drawer: number
}

let left: Place | null = null

const LARGE = ".told--large"
const DRAWERS = "summary, button"

/** Where the focus is inside `target`: the nearest thing with a name, and which of its drawers. */
export function placeOf(target: Element, focused: Element | null): Place | null {
  if (!focused || !target.contains(focused)) return null
  const named = focused.closest("li[id], section[id]")
  if (!named) return null
  const drawer = focused.closest("details")?.querySelector("summary")
  const all = [...named.querySelectorAll("summary")]
  return { id: named.id, drawer: drawer ? all.indexOf(drawer) : -1 }
}

export function goBackTo(place: Place): void {
  const named = document.getElementById(place.id)
  if (!named) return
  const summaries = named.querySelectorAll<HTMLElement>("summary")
  const there = summaries[place.drawer] ?? named.querySelector<HTMLElement>(DRAWERS)
  there?.focus()
}

export function keepPlace(): void {
  document.addEventListener("htmx:beforeSwap", event => {
    const { target, shouldSwap } = (event as CustomEvent<{ target?: Element; shouldSwap?: boolean }>).detail
    left = target instanceof Element ? placeOf(target, document.activeElement) : null
    // htmx takes leave of what goes element by element; of thousands of them, the page would stand still meanwhile.
    if (shouldSwap && target?.matches(LARGE)) target.replaceChildren()
  })
  document.addEventListener("htmx:afterSettle", () => {
    const lost = document.activeElement === null || document.activeElement === document.body
    if (left && lost) goBackTo(left)
    left = null
  })
}
