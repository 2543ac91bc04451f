import { describe, expect, it } from 'vitest'
import { maskHtmlNumbers } from './mask-html.ts'
import { maskNumbers } from './mask-numbers.ts'
import { isCardNumber, isMyNumber } from './secret-numbers.ts'

const masked = (text: string): string => maskNumbers(text).text

describe('maskNumbers', () => {
  it.each([
    ['カード番号は4111111111111111です。', 'カード番号は************1111です。'],
    ['4111 1111 1111 1111', '**** **** **** 1111'],
    ['5555-5555-5555-4444（有効期限 12/28）', '****-****-****-4444（有効期限 12/28）'],
    ['Visa ４２４２　４２４２　４２４２　４２４２', 'Visa ****　****　****　４２４２'],
    ['４１１１－１１１１－１１１１－１１１１', '****－****－****－１１１１'],
    ['4111ー1111ー1111ー1111 でお願いします', '****ー****ー****ー1111 でお願いします'],
    ['4111 - 1111 - 1111 - 1111', '**** - **** - **** - 1111'],
    ['amex 3782 822463 10005', 'amex **** ****** *0005'],
    ['378282246310005', '***********0005'],
    ['30569309025904', '**********5904'],
    ['JCB: 3530 1113 3330 0000', 'JCB: **** **** **** 0000'],
    ['6205 5000 0000 0000 004', '**** **** **** ***0 004'],
    ['2223003122003222', '************3222'],
    ['4111 1111 1111 1111 123', '**** **** **** 1111 123'],
    ['クレジットカード\n4111111111111111', 'クレジットカード\n************1111'],
    ['card 4222222222222', 'card *********2222'],
    ['ご注文 20261123-0012 のカード 4111111111111111', 'ご注文 20261123-0012 のカード ************1111'],
    ['4111\u200b1111\u200b1111\u200b1111', '****\u200b****\u200b****\u200b1111'],
    ['4111\u20091111\u20091111\u20091111', '****\u2009****\u2009****\u20091111'],
    ['4111  1111  1111  1111', '****  ****  ****  1111'],
    ['4111\t1111\t1111\t1111', '****\t****\t****\t1111'],
    ['4111.1111.1111.1111 です', '****.****.****.1111 です'],
    ['カード：4111 1111 1111 1111 1228 123', 'カード：**** **** **** 1111 1228 123'],
    ['4111 1111 1111 1111  1228', '**** **** **** 1111  1228'],
    ['4111 1111 1111 1111. 2026年まで', '**** **** **** 1111. 2026年まで'],
    ['4111111111111111、5555555555554444', '************1111、************4444'],
  ])('makes the card in %j unreadable but for its last four digits', (text, shown) => {
    expect(masked(text)).toBe(shown)
    expect(masked(text)).toHaveLength(text.length)
  })

  it.each([
    ['マイナンバーは 123456789018 です', 'マイナンバーは ************ です'],
    ['個人番号：1234-5678-9018', '個人番号：****-****-****'],
    ['１２３４　５６７８　９０１８（マイナンバー）', '****　****　****（マイナンバー）'],
    ['My Number: 1234 5678 9018', 'My Number: **** **** ****'],
  ])('makes the individual number in %j unreadable', (text, shown) => {
    expect(masked(text)).toBe(shown)
  })

  it.each([
    // Parcels: Yamato, Sagawa, Japan Post (also abroad), FedEx, UPS, USPS.
    'お問い合わせ番号 4012-3456-7890',
    '送り状番号：123456789012',
    '追跡番号 1234 5678 9018',
    'EMS EJ123456785JP',
    'FedEx 449044304137821',
    '1Z999AA10123456784',
    '9400 1000 0000 0000 0000 00',
    '9405 5036 9930 0411 1111 1111 1111 11',
    // Orders of marketplaces and shops.
    '注文番号 249-1234567-1234567',
    '注文番号：263910-20261123-0004111111',
    '受注番号 4111111111111111',
    'Order no. 4111111111111111',
    '#4111111111111111',
    'PR-4111111111111111',
    'store-10012345',
    'ご注文日時 20261123101530',
    // Goods: JAN with the beginning of a card.
    '4901234567894',
    '4512345678906',
    // People and companies.
    '090-1234-5678 / 03-1234-5678',
    '+81 90 1234 5678',
    '0120-123-456 0120-456-789',
    '登録番号 T4010001234567',
    '〒150-0001 2026-11-23 10:15',
    '口座 普通 1234567 三菱',
    // Numbers that add up to nothing.
    '4111 1111 1111 1112',
    '4111111111111112',
    // Parts of others.
    '4111 1111 1111 1111 1228',
    '4111.1111.1111.1111.1111',
    '123456-4111111111111111',
    'A4111111111111111',
    '41111111111111110000000',
    '4111111111111111.25',
    'https://shop.example/orders/4111111111111111?x=1',
    'マイナンバー 123456789012',
    '123456789018',
  ])('leaves %j as it is', (text) => {
    expect(maskNumbers(text)).toEqual({ text, count: 0 })
  })

  it('counts the numbers, each once', () => {
    expect(maskNumbers('4111111111111111 と 4242 4242 4242 4242').count).toBe(2)
  })

  it('reads a long text of nothing but digits and gaps', () => {
    const text = '4 1 1-1 '.repeat(100_000)
    expect(maskNumbers(text)).toEqual({ text, count: 0 })
  })
})

describe('maskHtmlNumbers', () => {
  it.each([
    ['<p>カード 4111111111111111</p>', '<p>カード ************1111</p>'],
    ['<p>4111 <b>1111</b> 1111&nbsp;1111</p>', '<p>**** <b>****</b> ****&nbsp;1111</p>'],
    ['<td>card</td><td>&#52;111111111111111</td>', '<td>card</td><td>************1111</td>'],
    ['<img alt="4111 1111 1111 1111">', '<img alt="**** **** **** 1111">'],
    ['4111<wbr>111111111111', '****<wbr>********1111'],
    ['<p>4111111111111111', '<p>************1111'],
    ['4111&#8203;1111&ZeroWidthSpace;1111&#x2009;1111', '****&#8203;****&ZeroWidthSpace;****&#x2009;1111'],
  ])('masks in %j', (html, shown) => {
    expect(maskHtmlNumbers(html).text).toBe(shown)
  })

  it.each([
    '<td>4111 1111</td><td>1111 1111</td>',
    '<a href="https://carrier.example/?no=4111111111111111">追跡</a>',
    '<p>ご注文番号: <b>4111111111111111</b></p>',
    '<p>&amp;#52;111</p><br/><x y=">">',
  ])('leaves %j as it is', (html) => {
    expect(maskHtmlNumbers(html)).toEqual({ text: html, count: 0 })
  })
})

describe('check digits', () => {
  it('knows cards by network, length and Luhn', () => {
    expect(isCardNumber('6011111111111117')).toBe(true)
    expect(isCardNumber('1234567812345670')).toBe(false)
  })

  it('knows the individual number by its own rule', () => {
    expect(isMyNumber('123456789018')).toBe(true)
    expect(isMyNumber('123456789019')).toBe(false)
    expect(isMyNumber('111111111118')).toBe(false)
  })
})
