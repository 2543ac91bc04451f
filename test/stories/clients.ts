import type { Client } from './mails.ts'

/** Programs by which customers in Japan write. */
export const japanese: Client[] = [
  {
    name: 'Gmail',
    thread: 'all',
    reply: 'Re: ',
    forward: 'Fwd: ',
    intro: '2026年11月22日(日) 10:00 サポート <SHOP>:',
    mark: '> ',
    html: true,
  },
  {
    name: 'Outlook',
    head: ['X-Mailer: Microsoft Outlook 16.0', 'Thread-Index: AQHbPKZs5wIrU2JzTEmP', 'Content-Language: ja'],
    thread: 'all',
    reply: 'RE: ',
    forward: 'FW: ',
    intro: '差出人: サポート <SHOP>\n送信日時: 2026年11月22日 10:00\n宛先: 山田 花子\n件名: お問い合わせ\n',
    mark: '',
    html: true,
  },
  {
    name: 'Apple Mail',
    head: ['X-Mailer: iPhone Mail (24A300)'],
    thread: 'all',
    reply: 'Re: ',
    intro: '2026/11/22 10:00、サポート <SHOP>のメール:',
    mark: '> ',
    html: true,
  },
  {
    name: 'Thunderbird',
    head: ['User-Agent: Mozilla Thunderbird'],
    thread: 'all',
    reply: 'Re: ',
    intro: 'On 2026/11/22 10:00, サポート wrote:',
    mark: '> ',
  },
  {
    name: 'Yahoo! JAPAN',
    head: ['X-Mailer: YahooMailWebService/0.8.111_71'],
    thread: 'all',
    reply: 'Re: ',
    charset: 'iso-2022-jp',
    intro:
      '----- Original Message -----\nFrom: サポート <SHOP>\nTo: hanako\nDate: 2026/11/22 日 10:00\nSubject: お問い合わせ\n',
    mark: '',
  },
  {
    name: 'Becky!',
    head: ['X-Mailer: Becky! ver. 2.81.06 [ja]'],
    thread: 'all',
    reply: 'Re: ',
    charset: 'iso-2022-jp',
    intro: '',
    mark: '> ',
  },
  {
    name: 'Shuriken',
    thread: 'answered',
    reply: 'Re: ',
    charset: 'iso-2022-jp',
    intro: 'サポート さんは書きました:',
    mark: '>',
  },
]

/** Phones, which tell nothing of the thread. */
export const phones: Client[] = [
  { name: 'docomo', thread: 'none', reply: 'Re:', charset: 'iso-2022-jp', intro: '', mark: '', bare: true },
  { name: 'au', thread: 'none', reply: 'Re:', charset: 'iso-2022-jp', intro: '', mark: '>' },
  { name: 'SoftBank', thread: 'none', reply: 'Re:', charset: 'shift_jis', intro: '', mark: '', bare: true },
]

const outlook = (name: string, reply: string, intro: string): Client => ({
  name,
  head: ['X-Mailer: Microsoft Outlook 16.0', 'Thread-Index: AQHbPKZs5wIrU2JzTEmP'],
  thread: 'all',
  reply,
  intro,
  mark: '',
  html: true,
})

/** Programs elsewhere. */
export const world: Client[] = [
  outlook(
    'Outlook in German',
    'AW: ',
    'Von: Shop <SHOP>\nGesendet: Sonntag, 22. November 2026 10:00\nAn: Hanako\nBetreff: Frage\n',
  ),
  outlook(
    'Outlook in Swedish',
    'SV: ',
    'Från: Shop <SHOP>\nSkickat: den 22 november 2026 10:00\nTill: Hanako\nÄmne: Fråga\n',
  ),
  outlook(
    'Outlook in Norwegian',
    'SV: ',
    'Fra: Shop <SHOP>\nSendt: søndag 22. november 2026 10:00\nTil: Hanako\nEmne: Spørsmål\n',
  ),
  outlook(
    'Outlook in Finnish',
    'VS: ',
    'Lähettäjä: Shop <SHOP>\nLähetetty: sunnuntai 22. marraskuuta 2026 10.00\nVastaanottaja: Hanako\nAihe: Kysymys\n',
  ),
  outlook(
    'Outlook in Chinese',
    '答复: ',
    '发件人: Shop <SHOP>\n发送时间: 2026年11月22日 10:00\n收件人: Hanako\n主题: 问题\n',
  ),
  outlook(
    'Outlook of Taiwan',
    '回覆: ',
    '寄件者: Shop <SHOP>\n寄件日期: 2026年11月22日 10:00\n收件者: Hanako\n主旨: 問題\n',
  ),
  outlook(
    'Outlook in Polish',
    'ODP: ',
    'Od: Shop <SHOP>\nWysłano: niedziela, 22 listopada 2026 10:00\nDo: Hanako\nTemat: Pytanie\n',
  ),
  outlook(
    'Outlook in Hungarian',
    'Vá: ',
    'Feladó: Shop <SHOP>\nElküldve: 2026. november 22., vasárnap 10:00\nCímzett: Hanako\nTárgy: Kérdés\n',
  ),
  outlook(
    'Outlook in Turkish',
    'YNT: ',
    'Kimden: Shop <SHOP>\nGönderildi: 22 Kasım 2026 Pazar 10:00\nKime: Hanako\nKonu: Soru\n',
  ),
  outlook(
    'Outlook in Greek',
    'ΑΠ: ',
    'Από: Shop <SHOP>\nΣτάλθηκε: Κυριακή, 22 Νοεμβρίου 2026 10:00\nΠρος: Hanako\nΘέμα: Ερώτηση\n',
  ),
  outlook(
    'Outlook in Hebrew',
    'תשובה: ',
    'מאת: Shop <SHOP>\nנשלח: יום ראשון 22 נובמבר 2026 10:00\nאל: Hanako\nנושא: שאלה\n',
  ),
  {
    name: 'Mail.ru',
    thread: 'all',
    reply: 'Re: ',
    intro: 'Воскресенье, 22 ноября 2026, 10:00 +09:00 от Shop <SHOP>:\n',
    mark: '>',
    html: true,
  },
  {
    name: 'Proton',
    thread: 'all',
    reply: 'Re: ',
    intro: 'On Sunday, November 22nd, 2026 at 10:00, Shop <SHOP> wrote:\n',
    mark: '> ',
    html: true,
  },
  {
    name: 'Naver',
    thread: 'answered',
    reply: 'RE: ',
    intro:
      '-----Original Message-----\nFrom: "Shop"<SHOP>\nTo: "Hanako"\nSent: 2026-11-22 (일) 10:00:00 (GMT+09:00)\nSubject: 문의\n',
    mark: '',
    html: true,
  },
  {
    name: 'QQ Mail',
    thread: 'answered',
    reply: '回复：',
    intro:
      '------------------ 原始邮件 ------------------\n发件人: "Shop"<SHOP>;\n发送时间: 2026年11月22日(星期天) 上午10:00\n收件人: "Hanako";\n主题: 问题\n',
    mark: '',
    html: true,
  },
  {
    name: 'mutt',
    thread: 'all',
    reply: 'Re: ',
    intro: 'On Sun, Nov 22, 2026 at 10:00:00AM +0900, Shop wrote:',
    mark: '> ',
  },
]
