// Runs before anything is drawn, so that the page never flashes in the other colours.
try {
  const chosen = localStorage.getItem('theme')
  if (chosen) document.documentElement.dataset.theme = chosen
} catch (error) {
  console.info('The choice of colours is not kept in this browser.', error)
}
if (window.top !== window.self) document.documentElement.classList.add('embedded')
