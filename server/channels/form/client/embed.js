/* global config -- the server wraps this text in a function that is given the form's token, title and languages */
// Puts a form into a page that is not ours: a frame that grows with its content and loads nothing into the page.

const address = `/channels/form/${config.token}`
const script =
  document.currentScript ?? document.querySelector(`script[src*="${address}/embed.js"]`) ?? document.body
const home = new URL(script.src)
const wanted = (script.dataset.language || document.documentElement.lang).toLowerCase()
const language = config.languages.find((one) => wanted.startsWith(one))

const source = new URL(home.pathname.replace(/\/embed\.js$/, ''), home)
source.searchParams.set('embed', '1')
source.searchParams.set('page', location.href.slice(0, 1000))
if (language) source.searchParams.set('lang', language)

const frame = document.createElement('iframe')
frame.src = source.href
frame.title = config.title[language] || config.title.ja || config.title.en
frame.style.cssText = 'display:block;width:100%;height:40rem;border:0'

addEventListener('message', ({ source: sender, origin, data }) => {
  if (sender !== frame.contentWindow || origin !== home.origin || data?.type !== 'madoguchi-form') return
  if (data.height > 0) frame.style.height = `${Math.min(Math.ceil(data.height), 30_000)}px`
  if (data.top && frame.getBoundingClientRect().top < 0) frame.scrollIntoView({ block: 'start' })
})

if (script.parentElement === document.head)
  addEventListener('DOMContentLoaded', () => document.body.append(frame))
else script.after(frame)
