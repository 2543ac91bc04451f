// The search of the API page: shows what has every word, and opens what an address points to.
const search = document.getElementById('search')
const found = document.getElementById('found')
const entries = [...document.querySelectorAll('details')]
const sections = [...document.querySelectorAll('main > section')]

const show = () => {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean)
  let count = 0
  for (const entry of entries) {
    entry.hidden = !words.every((word) => entry.dataset.find.includes(word))
    if (!entry.hidden) count += 1
  }
  for (const section of sections)
    section.hidden = words.length > 0 && !section.querySelector('details:not([hidden])')
  found.textContent = words.length > 0 ? `${count} found` : ''
}

const openTarget = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (target instanceof HTMLDetailsElement) target.open = true
}

search.addEventListener('input', show)
addEventListener('hashchange', openTarget)
addEventListener('keydown', (event) => {
  if (event.key === '/' && document.activeElement !== search) {
    event.preventDefault()
    search.focus()
  } else if (event.key === 'Escape' && document.activeElement === search) {
    search.value = ''
    show()
  }
})
for (const entry of entries)
  entry.addEventListener('toggle', () => {
    if (entry.open) history.replaceState(null, '', `#${entry.id}`)
  })
openTarget()
show()
