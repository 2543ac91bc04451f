import type { GoldenMail } from './build.ts'
import { type Client, eachForm, type Talk } from './clients-build.ts'
import { type Tongue, tongues } from './replies-tongues.ts'

const shop = 'Teapots & Co <support@shop.example>'

const english: Talk = {
  subject: 'Your return request',
  quoted: [
    'Dear Hannah,',
    'thank you for writing to us.',
    'We have taken returns since 20 November.',
    'Please tell us your order number.',
    'Where should we send the refund?',
  ],
  answers: ['On 20 Nov I wrote that it is 4821: it still is.', 'To my card, please.'],
}

const fields = [
  `From: ${shop}`,
  'Sent: Sunday, November 22, 2026 10:00 AM',
  'To: Hannah <hanako@customer.example>',
  'Subject: Your return request',
]

const clients: Client[] = [
  {
    client: 'Apple Mail on a Mac',
    mailer: 'Apple Mail (2.3826)',
    thread: 'both',
    intro: [`On 22 Nov 2026, at 10:00, ${shop} wrote:`, ''],
    mark: '> ',
    html: 'apple',
  },
  {
    client: 'Apple Mail on a phone',
    mailer: 'iPhone Mail (24A300)',
    thread: 'both',
    intro: [`On Nov 22, 2026, at 10:00\u202fAM, ${shop} wrote:`, ''],
    mark: '> ',
    closing: 'Sent from my iPhone',
    html: 'apple',
  },
  {
    client: 'Outlook, classic, in HTML',
    thread: 'both',
    reply: 'RE: ',
    intro: fields,
    mark: '',
    html: 'outlook',
  },
  {
    client: 'Outlook, classic, in plain text',
    thread: 'both',
    reply: 'RE: ',
    intro: ['-----Original Message-----', ...fields],
    mark: '',
  },
  {
    client: 'Outlook on the web',
    thread: 'both',
    intro: ['________________________________', ...fields],
    mark: '',
    html: 'outlookWeb',
  },
  {
    client: 'Outlook on a phone',
    thread: 'answered',
    closing: 'Get Outlook for Android',
    intro: ['________________________________', ...fields],
    mark: '',
    html: 'outlookWeb',
  },
  {
    client: 'Gmail',
    thread: 'both',
    intro: ['On Sun, Nov 22, 2026 at 10:00\u202fAM Teapots & Co <', 'support@shop.example> wrote:', ''],
    mark: '> ',
    html: 'gmail',
  },
  {
    client: 'Thunderbird',
    thread: 'both',
    intro: ['On 22/11/2026 10:00, Teapots & Co wrote:'],
    mark: '> ',
    html: 'mozilla',
  },
  {
    client: 'Yahoo',
    thread: 'both',
    intro: [
      '    On Sunday, November 22, 2026 at 10:00:00 AM GMT+9, Teapots & Co <support@shop.example> wrote:',
      '',
    ],
    mark: '',
    html: 'yahoo',
  },
  {
    client: 'Proton',
    thread: 'both',
    closing: 'Sent with Proton Mail secure email.',
    intro: ['On Sunday, November 22nd, 2026 at 10:00, Teapots & Co <support@shop.example> wrote:', ''],
    mark: '> ',
  },
  {
    client: 'mutt',
    mailer: 'mutt',
    thread: 'both',
    intro: ['On Sun, Nov 22, 2026 at 10:00:00AM +0900, Teapots & Co wrote:'],
    mark: '> ',
  },
  {
    client: 'Outlook Express',
    mailer: 'Microsoft Outlook Express 6.00',
    thread: 'answered',
    intro: [
      '----- Original Message ----- ',
      `From: "Teapots" <support@shop.example>`,
      'To: <hanako@customer.example>',
      'Sent: Sunday, November 22, 2026 10:00 AM',
      'Subject: Your return request',
      '',
      '',
    ],
    mark: '> ',
  },
]

const clientsOf = ({ gmail, apple, mozilla, outlook }: Tongue): Client[] => [
  { client: 'Gmail', thread: 'both', intro: [gmail, ''], mark: '> ', html: 'gmail' },
  { client: 'Apple Mail', thread: 'both', intro: [apple, ''], mark: '> ', html: 'apple' },
  { client: 'Thunderbird', thread: 'both', intro: [mozilla], mark: '> ', html: 'mozilla' },
  {
    client: 'Outlook',
    thread: 'both',
    reply: outlook.reply,
    intro: outlook.fields,
    mark: '',
    html: 'outlook',
  },
  {
    client: 'Outlook in plain text',
    thread: 'both',
    reply: outlook.reply,
    intro: [outlook.separator, ...outlook.fields],
    mark: '',
  },
]

/** Answers in other languages as the programs of customers write them. */
export const worldReplies: GoldenMail[] = [
  ...eachForm('English', clients, english),
  ...tongues.flatMap((tongue) => eachForm(tongue.language, clientsOf(tongue), tongue.talk)),
]
