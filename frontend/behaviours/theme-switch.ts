/** Light or dark paper. The choice is a cookie, so that the server writes it into the page and nothing flashes. */
const YEAR = 60 * 60 * 24 * 365

const isDark = (): boolean => {
  const chosen = document.documentElement.dataset.theme
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches
}

export default function themeSwitch(button: HTMLElement): void {
  const words = button.querySelector(".sr") ?? button
  const tell = () => (words.textContent = isDark() ? "Use light paper" : "Use dark paper")
  button.hidden = false
  tell()
  button.addEventListener("click", () => {
    const paper = isDark() ? "light" : "dark"
    document.documentElement.dataset.theme = paper
    const secure = location.protocol === "https:" ? "; Secure" : ""
    document.cookie = `paper=${paper}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`
    tell()
  })
}
