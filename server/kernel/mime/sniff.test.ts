import { describe, expect, it } from 'vitest'
import { isShowablePicture, sniffType } from './sniff.ts'

const bytes = (hex: string) => Buffer.from(hex.padEnd(120, '0'), 'hex')
const words = (text: string) => Buffer.from(text)

describe('sniffType', () => {
  it.each([
    ['89504e470d0a1a0a', 'a.png', '', 'image/png'],
    ['ffd8ffe0', 'photo', 'application/octet-stream', 'image/jpeg'],
    ['474946383961', 'a.jpg', 'image/jpeg', 'image/gif'],
    ['52494646aaaaaaaa57454250', 'a.webp', '', 'image/webp'],
    ['255044462d312e37', '請求書.pdf', 'application/octet-stream', 'application/pdf'],
    ['504b0304', '見積.xlsx', '', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['504b0304', 'a.zip', '', 'application/zip'],
    ['d0cf11e0a1b11ae1', 'old.doc', '', 'application/msword'],
    ['d0cf11e0a1b11ae1', 'x', '', 'application/x-ole-storage'],
    ['789f3e22', 'winmail.dat', 'application/ms-tnef', 'application/vnd.ms-tnef'],
    ['000000206674797068656963', 'a.heic', '', 'image/heic'],
    ['0000002066747970', 'voice.m4a', '', 'audio/mp4'],
    ['4d5a9000', 'invoice.pdf', 'application/pdf', 'application/x-msdownload'],
    ['424d36000000', 'a.bmp', '', 'image/bmp'],
  ])('%s %s', (hex, name, declared, type) => {
    expect(sniffType(bytes(hex), name, declared)).toBe(type)
  })

  it.each([
    ['<svg xmlns="x"><script/></svg>', 'cat.png', 'image/png', 'image/svg+xml'],
    ['<?xml version="1.0"?>\n<svg >', 'a', '', 'image/svg+xml'],
    ['\ufeff<!DOCTYPE html><p>', 'a.txt', 'text/plain', 'text/html'],
    ['<script>alert(1)</script>', 'a.jpg', 'image/jpeg', 'text/html'],
    ['BMW の件', 'memo.txt', '', 'text/plain'],
    ['MZ世代', '', 'text/plain; charset=utf-8', 'text/plain'],
    ['not a picture', 'a.bin', 'image/png', 'application/octet-stream'],
    ['BEGIN:VCALENDAR', 'invite.ics', '', 'text/calendar'],
    ['', '', '', 'application/octet-stream'],
    [
      '-----BEGIN PGP MESSAGE-----\n\nhQ',
      'encrypted.asc',
      'application/octet-stream',
      'application/pgp-encrypted',
    ],
    ['-----BEGIN PGP SIGNATURE-----\n\niQ', 'signature.asc', '', 'application/pgp-signature'],
    ['-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQ', '0x1234.asc', '', 'application/pgp-keys'],
    ['= A document', 'readme.asc', 'text/plain', 'text/plain'],
    ['x', 'x', 'bad type/<script>', 'application/octet-stream'],
  ])('%s', (text, name, declared, type) => {
    expect(sniffType(words(text), name, declared)).toBe(type)
  })

  it('lets only script-free pictures be shown in place', () => {
    expect(isShowablePicture('image/png')).toBe(true)
    expect(isShowablePicture('image/svg+xml')).toBe(false)
    expect(isShowablePicture('text/html')).toBe(false)
  })
})
