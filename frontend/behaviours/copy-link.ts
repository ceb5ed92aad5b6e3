/** Copies `data-copy`, or this page's address, and says so in the button's own words. */
export default function copyLink(button: HTMLElement): void {
  const words = button.textContent ?? ""
  button.hidden = false
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy ?? location.href.split("#")[0] ?? "")
      button.textContent = "Copied"
    } catch {
      button.textContent = "The browser did not allow it; copy it by hand"
    }
    setTimeout(() => (button.textContent = words), 4000)
  })
}
