/** A behaviour makes one element pleasanter. The page works without it. */
export type Behaviour = (element: HTMLElement) => void
export type Behaviours = Record<string, Behaviour>

const attached = new WeakMap<Element, Set<string>>()

/** Gives each element its behaviours (`data-behaviour="one two"`), each once however often it is called. */
export function attach(root: ParentNode, behaviours: Behaviours): void {
  const within = [...root.querySelectorAll<HTMLElement>("[data-behaviour]")]
  if (root instanceof HTMLElement && root.matches("[data-behaviour]")) within.unshift(root)
  for (const element of within) {
    const has = attached.get(element) ?? new Set<string>()
    attached.set(element, has)
    for (const name of (element.dataset.behaviour ?? "").split(/\s+/)) {
      const behaviour = behaviours[name]
      if (!behaviour || has.has(name)) continue
      has.add(name)
      behaviour(element)
    }
  }
}
