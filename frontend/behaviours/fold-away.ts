/** A small menu folds away with Escape, or when one goes on elsewhere. */
export default function foldAway(element: HTMLElement): void {
  const fold = element as HTMLDetailsElement
  document.addEventListener("click", event => {
    if (event.target instanceof Node && !fold.contains(event.target)) fold.open = false
  })
  fold.addEventListener("focusout", event => {
    if (event.relatedTarget instanceof Node && !fold.contains(event.relatedTarget)) fold.open = false
  })
  fold.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !fold.open) return
    fold.open = false
    fold.querySelector("summary")?.focus()
  })
}
