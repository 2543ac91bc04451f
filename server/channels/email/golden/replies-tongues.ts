import type { Talk } from './clients-build.ts'

const shop = 'Teapots & Co <support@shop.example>'

/** What the programs write in another language: Gmail's, Apple's and Thunderbird's lines, Outlook's fields and separator. */
export interface Tongue {
  language: string
  gmail: string
  apple: string
  mozilla: string
  outlook: { reply: string; fields: string[]; separator: string }
  talk: Talk
}

/** Six languages beside English and Japanese. */
export const tongues: Tongue[] = [
  {
    language: 'German',
    gmail: `Am So., 22. Nov. 2026 um 10:00 Uhr schrieb ${shop}:`,
    apple: `Am 22.11.2026 um 10:00 schrieb ${shop}:`,
    mozilla: 'Am 22.11.26 um 10:00 schrieb Teapots & Co:',
    outlook: {
      reply: 'AW: ',
      fields: [
        `Von: ${shop}`,
        'Gesendet: Sonntag, 22. November 2026 10:00',
        'An: Hanna <hanako@customer.example>',
        'Betreff: Ihre Rückgabe',
      ],
      separator: '-----Ursprüngliche Nachricht-----',
    },
    talk: {
      subject: 'Ihre Rückgabe',
      quoted: [
        'Guten Tag,',
        'vielen Dank für Ihre Nachricht.',
        'Seit dem 20. November nehmen wir zurück.',
        'Wie lautet die Bestellnummer?',
        'Wohin erstatten wir?',
      ],
      answers: ['Am 20. November schrieb ich schon: es ist die 4821.', 'Auf die Karte, bitte. Grüße'],
    },
  },
  {
    language: 'French',
    gmail: `Le dim. 22 nov. 2026 à 10:00, ${shop} a écrit :`,
    apple: `Le 22 nov. 2026 à 10:00, ${shop} a écrit :`,
    mozilla: 'Le 22/11/2026 à 10:00, Teapots & Co a écrit :',
    outlook: {
      reply: 'RE: ',
      fields: [
        `De : ${shop}`,
        'Envoyé : dimanche 22 novembre 2026 10:00',
        'À : Hélène <hanako@customer.example>',
        'Objet : Votre retour',
      ],
      separator: '-----Message d’origine-----',
    },
    talk: {
      subject: 'Votre retour',
      quoted: [
        'Bonjour,',
        'merci de votre message.',
        'Nous reprenons depuis le 20 novembre.',
        'Quel est le numéro de commande ?',
        'Où rembourser ?',
      ],
      answers: ['C’est le numéro 4821, reçu le 20 novembre.', 'Sur ma carte. À bientôt'],
    },
  },
  {
    language: 'Spanish',
    gmail: `El dom, 22 nov 2026 a las 10:00, Teapots & Co (<support@shop.example>) escribió:`,
    apple: `El 22 nov 2026, a las 10:00, ${shop} escribió:`,
    mozilla: 'El 22/11/26 a las 10:00, Teapots & Co escribió:',
    outlook: {
      reply: 'RE: ',
      fields: [
        `De: ${shop}`,
        'Enviado el: domingo, 22 de noviembre de 2026 10:00',
        'Para: Elena <hanako@customer.example>',
        'Asunto: Su devolución',
      ],
      separator: '-----Mensaje original-----',
    },
    talk: {
      subject: 'Su devolución',
      quoted: [
        'Hola,',
        'gracias por su mensaje.',
        'Aceptamos devoluciones desde el 20 de noviembre.',
        '¿Cuál es el número de pedido?',
        '¿Dónde lo reembolsamos?',
      ],
      answers: ['Es el 4821, llegó el 20 de noviembre.', 'En mi tarjeta. ¡Gracias!'],
    },
  },
  {
    language: 'Chinese',
    gmail: 'Teapots & Co <support@shop.example> 于2026年11月22日周日 10:00写道：',
    apple: '2026年11月22日 10:00，Teapots & Co <support@shop.example> 写道：',
    mozilla: '在 2026/11/22 10:00, Teapots & Co 写道:',
    outlook: {
      reply: '答复: ',
      fields: [
        `发件人: ${shop}`,
        '发送时间: 2026年11月22日 10:00',
        '收件人: 王小明 <hanako@customer.example>',
        '主题: 退货申请',
      ],
      separator: '-----邮件原件-----',
    },
    talk: {
      subject: '退货申请',
      quoted: [
        '您好，',
        '感谢您的来信。',
        '我们从11月20日起接受退货。',
        '请告诉我们订单号。',
        '退款到哪里？',
      ],
      answers: ['订单号是4821，11月20日收到。', '请退到信用卡。谢谢'],
    },
  },
  {
    language: 'Chinese of Taiwan',
    gmail: 'Teapots & Co <support@shop.example> 於 2026年11月22日 週日 上午10:00寫道：',
    apple: 'Teapots & Co <support@shop.example> 於 2026年11月22日 上午10:00 寫道：',
    mozilla: '於 2026/11/22 10:00，Teapots & Co 寫道:',
    outlook: {
      reply: '回覆: ',
      fields: [
        `寄件者: ${shop}`,
        '寄件日期: 2026年11月22日 上午 10:00',
        '收件者: 陳美玲 <hanako@customer.example>',
        '主旨: 退貨申請',
      ],
      separator: '-----原始郵件-----',
    },
    talk: {
      subject: '退貨申請',
      quoted: [
        '您好，',
        '感謝您的來信。',
        '我們從11月20日起接受退貨。',
        '請告訴我們訂單編號。',
        '退款到哪裡？',
      ],
      answers: ['訂單編號是4821，11月20日收到。', '請退到信用卡。謝謝'],
    },
  },
  {
    language: 'Korean',
    gmail: '2026년 11월 22일 (일) 오전 10:00, Teapots & Co <support@shop.example>님이 작성:',
    apple: '2026. 11. 22. 오전 10:00, Teapots & Co <support@shop.example> 작성:',
    mozilla: '2026-11-22 오전 10:00에 Teapots & Co 이(가) 쓴 글:',
    outlook: {
      reply: 'RE: ',
      fields: [
        `보낸 사람: ${shop}`,
        '보낸 날짜: 2026년 11월 22일 일요일 오전 10:00',
        '받는 사람: 김영희 <hanako@customer.example>',
        '제목: 반품 문의',
      ],
      separator: '-----원본 메시지-----',
    },
    talk: {
      subject: '반품 문의',
      quoted: [
        '안녕하세요.',
        '문의해 주셔서 감사합니다.',
        '11월 20일부터 반품을 받습니다.',
        '주문 번호를 알려 주세요.',
        '환불은 어디로 할까요?',
      ],
      answers: ['주문 번호는 4821이고 11월 20일에 받았습니다.', '카드로 부탁드립니다.'],
    },
  },
]
