import { bWord, type GoldenMail, jis, mail, multipart, parts, sjis, utf8 } from './build.ts'

/** One of our Message-IDs, without brackets, and one that a program of the customer's gave. */
const ours = 'm.0192f000-0000-7000-8000-000000000001@shop.example'
const theirs = 'first@customer.example'

/** What is answered, and how, in one language. The quotation has five lines, the last of which is answered apart. */
export interface Talk {
  subject: string
  quoted: [string, string, string, string, string]
  answers: [string, string]
}

/** How a program builds an answer. */
export interface Client {
  client: string
  /** Lines of the head that tell the thread; the keys that they give. */
  thread: 'both' | 'answered' | 'none'
  mailer?: string
  /** What it puts before the subject. */
  reply?: string
  charset?: 'utf-8' | 'iso-2022-jp' | 'shift_jis'
  from?: string
  /** Lines above what is quoted. */
  intro: string[]
  /** Before each quoted line; nothing where it quotes without marks. */
  mark: '> ' | '>' | ''
  /** What it writes below an answer by itself. */
  closing?: string
  html?: 'gmail' | 'apple' | 'mozilla' | 'outlook' | 'outlookWeb' | 'yahoo'
}

type Form = 'top' | 'bottom' | 'inline'

const encoders = { 'utf-8': utf8, 'iso-2022-jp': jis, shift_jis: sjis }
const escape = (line: string): string => line.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const lines = (list: readonly string[]): string => list.map((line) => `<div>${escape(line)}</div>`).join('')

interface Shape {
  /** The introduction with what it introduces. */
  quote: (intro: string[], quoted: string[]) => string
  /** A further quotation. */
  again: (quoted: string[]) => string
  answer: (words: string) => string
  around?: (content: string, form: Form) => string
}

const block = (attributes: string, content: string): string =>
  `<blockquote ${attributes}>${content}</blockquote>`
const cite = (content: string): string => block('type="cite"', content)
const fields = (intro: string[]): string =>
  intro
    .filter((line) => !/^[-_]+/.test(line))
    .map((line) => {
      const at = line.search(/[:：]/) + 1
      return `<b>${escape(line.slice(0, at))}</b>${escape(line.slice(at))}`
    })
    .join('<br>')

const gmailQuote = 'class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex"'

const shapes: Record<NonNullable<Client['html']>, Shape> = {
  gmail: {
    quote: (intro, quoted) =>
      `<div dir="ltr" class="gmail_attr">${escape(intro.join(' '))}<br></div>${block(gmailQuote, lines(quoted))}`,
    again: (quoted) => block(gmailQuote, lines(quoted)),
    answer: (words) => `<div dir="ltr">${escape(words)}</div>`,
    around: (content, form) =>
      form === 'top' ? content : `<div class="gmail_quote gmail_quote_container">${content}</div>`,
  },
  apple: {
    quote: (intro, quoted) =>
      `<div><br>${cite(`<div>${escape(intro.join(' '))}</div><br class="Apple-interchange-newline">${lines(quoted)}`)}</div>`,
    again: (quoted) => cite(lines(quoted)),
    answer: (words) => `<div>${escape(words)}</div>`,
    around: (content) => `<html><body style="overflow-wrap: break-word;">${content}</body></html>`,
  },
  mozilla: {
    quote: (intro, quoted) =>
      `<div class="moz-cite-prefix">${escape(intro.join(' '))}<br></div>${cite(`<pre>${quoted.map(escape).join('\n')}</pre>`)}`,
    again: (quoted) => cite(lines(quoted)),
    answer: (words) => `<p>${escape(words)}</p>`,
  },
  outlook: {
    quote: (intro, quoted) =>
      `<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal">${fields(intro)}</p></div></div>${quoted.map((line) => `<p class="MsoNormal">${escape(line)}</p>`).join('')}`,
    again: (quoted) => quoted.map((line) => `<p class="MsoNormal">${escape(line)}</p>`).join(''),
    answer: (words) => `<p class="MsoNormal">${escape(words)}</p>`,
    around: (content) =>
      `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang="JA"><div class="WordSection1">${content}</div></body></html>`,
  },
  outlookWeb: {
    quote: (intro, quoted) =>
      `<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif">${fields(intro)}</font><div>&nbsp;</div></div><div class="BodyFragment">${lines(quoted)}</div>`,
    again: lines,
    answer: (words) => `<div class="elementToProof">${escape(words)}</div>`,
    around: (content) => `<html><body dir="ltr">${content}</body></html>`,
  },
  yahoo: {
    quote: (intro, quoted) =>
      `<div id="yahoo_quoted_1" class="yahoo_quoted"><div>${escape(intro.join(' '))}</div>${lines(quoted)}</div>`,
    again: (quoted) => `<div class="yahoo_quoted">${lines(quoted)}</div>`,
    answer: (words) => `<div>${escape(words)}</div>`,
  },
}

/** Which programs keep the further quotation apart from answers; the others leave both as plain paragraphs. */
const marksHtml = (client: Client): boolean => !client.html?.startsWith('outlook')

const htmlOf = (client: Client, { quoted, answers }: Talk, form: Form): string => {
  const shape = shapes[client.html ?? 'apple']
  const [first, second] = [answers[0], answers[1]].map(shape.answer)
  const closing = client.closing ? shape.answer(client.closing) : ''
  const content = {
    top: () => {
      const quote = shape.quote(client.intro, quoted)
      return `${first}${closing}${client.html === 'gmail' ? `<br><div class="gmail_quote">${quote}</div>` : quote}`
    },
    bottom: () => `${shape.quote(client.intro, quoted)}${first}`,
    inline: () =>
      `${shape.quote(client.intro, quoted.slice(0, 4))}${first}${shape.again(quoted.slice(4))}${second}`,
  }[form]()
  return shape.around?.(content, form) ?? content
}

const textOf = (client: Client, { quoted, answers }: Talk, form: Form): string[] => {
  const marked = quoted.map((line) => `${client.mark}${line}`)
  const closing = client.closing ? ['', client.closing] : []
  return {
    top: [answers[0], ...closing, '', ...client.intro, ...(client.mark ? [] : ['']), ...marked],
    bottom: [...client.intro, ...marked, '', answers[0]],
    inline: [...client.intro, ...marked.slice(0, 4), '', answers[0], '', ...marked.slice(4), '', answers[1]],
  }[form]
}

/** What stays open in the text: the answers, and the one line answered apart; all where nothing tells the answer apart. */
const answerOf = (client: Client, { quoted, answers }: Talk, form: Form, text: string): string => {
  if (form === 'top') return [answers[0], client.closing].filter(Boolean).join('\n')
  if (!client.mark) return text
  return form === 'bottom' ? answers[0] : [answers[0], `${client.mark}${quoted[4]}`, answers[1]].join('\n')
}

const htmlAnswerOf = (client: Client, { quoted, answers }: Talk, form: Form): string => {
  if (form === 'top') return [answers[0], client.closing].filter(Boolean).join('\n')
  const inside =
    form === 'bottom' ? [...quoted, answers[0]] : [...quoted.slice(0, 4), answers[0], quoted[4], answers[1]]
  if (!marksHtml(client))
    return [...client.intro.filter((line) => !/^[-_]+/.test(line)), ...inside].join('\n')
  return form === 'bottom' ? answers[0] : [answers[0], quoted[4], answers[1]].join('\n')
}

const threadLines = {
  both: [`In-Reply-To: <${ours}>`, `References: <${theirs}>\r\n <${ours}>`],
  answered: [`In-Reply-To: <${ours}>`],
  none: [],
}
const threadKeys = { both: [ours, theirs], answered: [ours], none: [] }

/** An answer of this program in this form. */
const answered = (language: string, client: Client, talk: Talk, form: Form): GoldenMail => {
  const { charset = 'utf-8', from = 'hanako@customer.example', reply = 'Re: ' } = client
  const encode = encoders[charset]
  const subject = `${reply}${talk.subject}`
  const body = textOf(client, talk, form)
  const text = body.join('\n').trim()
  const head = [
    'Received: from mx.customer.example by mx.shop.example; Sun, 22 Nov 2026 10:00:05 +0900',
    'Date: Sun, 22 Nov 2026 10:00:00 +0900',
    `Message-ID: <answer-${form}@customer.example>`,
    `From: ${from}`,
    'To: support@shop.example',
    `Subject: ${bWord(subject, charset)}`,
    ...(client.mailer ? [`X-Mailer: ${client.mailer}`] : []),
    ...threadLines[client.thread],
  ]
  const plain = [`Content-Type: text/plain; charset=${charset}`, 'Content-Transfer-Encoding: 8bit']
  const html = htmlOf(client, talk, form)
  const raw = client.html
    ? mail(
        [...head, ...multipart('alternative', 'b1')],
        [
          parts('b1', [
            [plain, encode(body.join('\r\n'))],
            [[`Content-Type: text/html; charset=${charset}`], encode(html)],
          ]),
        ],
      )
    : mail([...head, 'MIME-Version: 1.0', ...plain], [encode(body.join('\r\n'))])
  return {
    name: `answer, ${language}, ${client.client}, ${form}`,
    raw,
    expected: {
      from,
      subject,
      text,
      answer: answerOf(client, talk, form, text),
      threadKeys: threadKeys[client.thread],
      messageKey: `answer-${form}@customer.example`,
      occurredAt: '2026-11-22T01:00:00.000Z',
      ...(client.html ? { html, htmlAnswer: htmlAnswerOf(client, talk, form) } : {}),
    },
  }
}

/** An answer above, below and between for each program. */
export const eachForm = (language: string, clients: Client[], talk: Talk): GoldenMail[] =>
  clients.flatMap((client) =>
    (['top', 'bottom', 'inline'] as const).map((form) => answered(language, client, talk, form)),
  )
