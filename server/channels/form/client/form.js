// What a form's page does beyond the form itself, which works without it: shows fields when they are asked for, does
// the browser's work against spam in the background, and sends without leaving the page.

const AGAIN = new Set(['form.expired', 'form.too-fast', 'form.proof', 'form.already-sent'])

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const byId = (id) => document.getElementById(id)
const controlsIn = (box) => [...box.querySelectorAll('input, select, textarea')]

const tellParent = (news) => {
  if (parent !== window) parent.postMessage({ type: 'madoguchi-form', ...news }, '*')
}

/** The token of one inquiry, and the browser's work on it. */
class Ticket {
  constructor(config, token) {
    this.config = config
    this.challenge = { token, bits: config.bits }
    this.since = 0
  }

  solved() {
    // Loaded when somebody begins to write: whoever only reads the page is spared it.
    this.solution ??= this.solve()
    return this.solution
  }

  async solve() {
    try {
      const { solve } = await this.load()
      return await solve(this.challenge)
    } catch (error) {
      // Only for now: what could not be had is asked for again with the next try.
      this.solution = undefined
      throw error
    }
  }

  /** A browser remembers a script that it could not get, so each further try asks for it under another name. */
  load() {
    this.tries = (this.tries ?? 0) + 1
    return import(this.tries === 1 ? this.config.solver : `${this.config.solver}&again=${this.tries}`)
  }

  async renew() {
    const response = await fetch(this.config.challenge, { cache: 'no-store' })
    if (!response.ok) throw new Error(String(response.status))
    const { token, bits } = await response.json()
    this.challenge = { token, bits }
    this.since = performance.now()
    this.solution = undefined
  }

  /** Nobody is told that they were too quick: the page waits for them. */
  async ripen() {
    const early = this.since + this.config.minimum + 300 - performance.now()
    if (early > 0) await pause(early)
  }
}

const showFields = (form) => {
  for (const box of form.querySelectorAll('[data-when]')) {
    // Fields that are not shown are disabled, so what depends on them sees no answer: as on the server.
    const answer = new FormData(form).get(box.dataset.when)
    const shown = JSON.parse(box.dataset.equals).includes(answer)
    box.classList.toggle('shown', shown)
    for (const control of controlsIn(box)) {
      control.disabled = !shown
      if ('required' in control.dataset) control.required = shown
    }
  }
}

const complain = (form, key, message) => {
  const box = form.querySelector(`[data-field="${CSS.escape(key)}"]`)
  const error = byId(`e-${key}`)
  if (!box || !error) return
  error.textContent = message
  error.hidden = message === ''
  const target = box.matches('fieldset') ? box : controlsIn(box)[0]
  const described = [byId(`h-${key}`)?.id, message === '' ? '' : error.id].filter(Boolean).join(' ')
  if (message === '') target.removeAttribute('aria-invalid')
  else target.setAttribute('aria-invalid', 'true')
  if (described === '') target.removeAttribute('aria-describedby')
  else target.setAttribute('aria-describedby', described)
}

const clear = (form) => {
  byId('summary').hidden = true
  for (const box of form.querySelectorAll('[data-field]')) complain(form, box.dataset.field, '')
}

const listed = (form, { field, message }) => {
  const label = form.querySelector(`[data-field="${CSS.escape(field)}"] :is(label, legend)`)
  const link = document.createElement('a')
  link.href = `#i-${field}`
  link.textContent =
    label?.querySelector('span:not(.mark)')?.firstChild?.textContent ??
    label?.firstChild?.textContent ??
    field
  const item = document.createElement('li')
  // As the page says it where there is no script.
  item.append(link, `${document.documentElement.lang === 'ja' ? '：' : ': '}${message}`)
  return item
}

/** Says why nothing was sent, on top and beside each field. */
const refuse = (form, title, text, list = []) => {
  for (const { field, message } of list) complain(form, field, message)
  const head = document.createElement('h2')
  head.textContent = title
  const body = document.createElement(list.length > 0 ? 'ul' : 'p')
  if (list.length > 0) body.append(...list.map((one) => listed(form, one)))
  else body.textContent = text
  const summary = byId('summary')
  summary.replaceChildren(head, body)
  summary.hidden = false
  summary.focus({ preventScroll: true })
  summary.scrollIntoView({ block: 'start' })
  tellParent({ top: true })
}

const wrongWith = ({ type, validity, files }, { words, most, bytes }) => {
  if (validity.valueMissing) {
    if (type === 'checkbox') return words.unchecked
    if (type === 'file') return words.noFile
    return type === 'radio' || type === 'select-one' ? words.unchosen : words.missing
  }
  if (validity.typeMismatch) return words.email
  if (validity.badInput) return words.date
  if (type !== 'file') return ''
  if (files.length > most) return words.tooManyFiles
  return [...files].some((file) => file.size > bytes) ? words.fileTooLarge : ''
}

/** The server checks all of it again; this spares people a long upload before they hear of a slip. */
const findWrong = (form, config) =>
  [...form.querySelectorAll('[data-field]')].flatMap((box) => {
    const enabled = controlsIn(box).filter((control) => !control.disabled)
    const message = enabled.map((control) => wrongWith(control, config)).find((text) => text !== '')
    return message ? [{ field: box.dataset.field, message }] : []
  })

/** What would be sent, comparable. Without a file a browser makes up an empty one, of another moment each time. */
const contentOf = (form) =>
  JSON.stringify(
    [...new FormData(form)].map(([name, value]) =>
      value instanceof File
        ? [name, value.name, value.size, value.name === '' ? 0 : value.lastModified]
        : [name, value],
    ),
  )

const say = (text) => {
  const status = byId('status')
  if (status) status.textContent = text
}

const thank = (code) => {
  const card = byId('card')
  card.replaceChildren(byId('thanks').content.cloneNode(true))
  card.querySelector('[data-code]').textContent = code
  const title = card.querySelector('h1')
  document.title = title.textContent
  title.focus({ preventScroll: true })
  scrollTo(0, 0)
  tellParent({ top: true })
}

class Sender {
  constructor(form, config) {
    this.form = form
    this.config = config
    this.ticket = new Ticket(config, form.elements.token.value)
    this.tried = ''
  }

  async post() {
    say(this.config.words.checking)
    const proof = await this.ticket.solved()
    await this.ticket.ripen()
    say(this.config.words.sending)
    const body = new FormData(this.form)
    body.set('token', this.ticket.challenge.token)
    body.set('proof', String(proof))
    const headers = { accept: 'application/json' }
    const response = await fetch(this.form.getAttribute('action'), { method: 'POST', body, headers })
    return { ok: response.ok, ...(await response.json().catch(() => ({}))) }
  }

  async send() {
    const { words } = this.config
    const content = contentOf(this.form)
    // An earlier try may have arrived although its answer was lost: changed words need a token of their own.
    if (this.tried !== '' && this.tried !== content) await this.ticket.renew()
    this.tried = content
    let answer = await this.post()
    if (!answer.ok && AGAIN.has(answer.code)) {
      await this.ticket.renew()
      answer = await this.post()
    }
    if (answer.ok) return thank(answer.code)
    // Nothing was kept: the next try may use the same token.
    this.tried = ''
    const { fields = [], detail = words.unreachable } = answer
    refuse(this.form, fields.length > 0 ? words.summary : words.trouble, detail, fields)
  }

  async submit() {
    const { words } = this.config
    clear(this.form)
    const wrong = findWrong(this.form, this.config)
    if (wrong.length > 0) return refuse(this.form, words.summary, '', wrong)
    try {
      await this.send()
    } catch {
      refuse(this.form, words.trouble, words.unreachable)
    }
  }
}

const run = (form) => {
  const sender = new Sender(form, JSON.parse(form.dataset.config))
  const button = form.querySelector('button[type=submit]')
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (button.getAttribute('aria-disabled')) return
    button.setAttribute('aria-disabled', 'true')
    await sender.submit()
    button.removeAttribute('aria-disabled')
    say('')
  })
  form.addEventListener('input', ({ target }) => {
    showFields(form)
    const box = target.closest('[data-field]')
    if (box) complain(form, box.dataset.field, '')
  })
  form.addEventListener('focusin', () => sender.ticket.solved().catch(() => undefined), { once: true })
  byId('summary').addEventListener('click', (event) => {
    const link = event.target.closest('a')
    if (!link) return
    event.preventDefault()
    byId(link.hash.slice(1))?.focus()
  })
  form.noValidate = true
  showFields(form)
}

const form = byId('form')
if (form) run(form)
if (parent !== window)
  new ResizeObserver(() => tellParent({ height: document.documentElement.offsetHeight })).observe(
    document.body,
  )
