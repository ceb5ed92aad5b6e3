/** A second look at the wording while one writes, in every field that says where its words will stand (`data-surface`).
 * The rest of it is loaded when somebody goes to such a field, or when it shows words already. */
export default function wording(element: HTMLElement): void {
  const field = element as HTMLTextAreaElement | HTMLInputElement
  if (!field.closest("[data-wording]")) return
  let begun = false
  const begin = () => {
    if (begun) return
    begun = true
    void import("../wording/look-while-writing").then(({ default: lookWhileWriting }) => lookWhileWriting(field))
  }
  field.addEventListener("focus", begin)
  field.addEventListener("input", begin)
  if (field.value.trim() && (field.checkVisibility?.() ?? true)) begin()
}
