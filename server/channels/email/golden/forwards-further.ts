import { type GoldenMail } from './build.ts'
import { fields, passed } from './forwards-build.ts'

type Names = [string, string, string, string]
const taro = 'Taro <taro@other.example>'

/** What Outlook calls a mail that is passed on, and the fields above it, in further languages. */
const tongues: [string, string, string, string, Names, string][] = [
  [
    'Turkish',
    'İLT: ',
    'Sipariş',
    'Bilginize',
    ['Kimden', 'Gönderildi', 'Kime', 'Konu'],
    '22 Kasım 2026 Pazar 10:00',
  ],
  [
    'Greek',
    'ΠΡΘ: ',
    'Παραγγελία',
    'Δείτε παρακάτω',
    ['Από', 'Στάλθηκε', 'Προς', 'Θέμα'],
    'Κυριακή, 22 Νοεμβρίου 2026 10:00',
  ],
  [
    'Hungarian',
    'Továbbítás: ',
    'Rendelés',
    'Lásd lent',
    ['Feladó', 'Elküldve', 'Címzett', 'Tárgy'],
    '2026. november 22. 10:00',
  ],
  ['Hebrew', 'הועבר: ', 'שאלה', 'ראו למטה', ['מאת', 'נשלח', 'אל', 'נושא'], 'יום ראשון 22 נובמבר 2026 10:00'],
  [
    'Arabic',
    'إعادة توجيه: ',
    'طلب',
    'انظر أدناه',
    ['من', 'تاريخ الإرسال', 'إلى', 'الموضوع'],
    '22/11/2026 10:00',
  ],
  ['Thai', 'FW: ', 'คำสั่งซื้อ', 'ดูด้านล่าง', ['จาก', 'ส่ง', 'ถึง', 'เรื่อง'], '22 พฤศจิกายน 2569 10:00'],
  [
    'Vietnamese',
    'Chuyển tiếp: ',
    'Đơn hàng',
    'Xem bên dưới',
    ['Từ', 'Đã gửi', 'Đến', 'Chủ đề'],
    '22 Tháng Mười Một 2026 10:00',
  ],
  [
    'Ukrainian',
    'FW: ',
    'Замовлення',
    'Дивіться нижче',
    ['Від', 'Надіслано', 'Кому', 'Тема'],
    '22 листопада 2026 р. 10:00',
  ],
  [
    'Romanian',
    'FW: ',
    'Comandă',
    'Vezi mai jos',
    ['De la', 'Trimis', 'Către', 'Subiect'],
    'duminică, 22 noiembrie 2026 10:00',
  ],
  [
    'Japanese, in round brackets',
    '(転送) ',
    '注文について',
    'ご確認ください',
    ['差出人', '送信日時', '宛先', '件名'],
    '2026年11月22日 10:00',
  ],
]

/** Mails that people pass on in further languages. */
export const furtherForwards: GoldenMail[] = tongues.map(([name, mark, subject, remark, names, date]) =>
  passed({
    name: `${name}, Outlook, by its own mark`,
    subject: `${mark}${subject}`,
    bare: subject,
    remark,
    inner: [...fields(names, taro, date, subject), subject],
    answer: remark,
  }),
)
