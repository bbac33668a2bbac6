import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { addressOf } from '../../../adapters/direct-line/address.js'
import { Buckets } from '../../../adapters/direct-line/buckets.js'

describe('a rate', () => {
  const make = (times: number) => {
    const clock = { now: 0 }
    return { buckets: new Buckets({ times, perMs: 60_000 }, () => clock.now), clock }
  }

  it('lets a burst through, then tells how long to wait', () => {
    const { buckets, clock } = make(2)
    expect([buckets.take('a'), buckets.take('a'), buckets.take('a')]).toEqual([0, 0, 30])
    expect(buckets.take('b')).toBe(0)
    clock.now = 30_000
    expect([buckets.take('a'), buckets.take('a')]).toEqual([0, 30])
  })

  it('never saves up more than a burst', () => {
    const { buckets, clock } = make(2)
    buckets.take('a')
    clock.now = 3_600_000
    expect([buckets.take('a'), buckets.take('a'), buckets.take('a')]).toEqual([0, 0, 30])
  })
})

describe('the address of a request', () => {
  const requestOf = (peer: string, forwarded?: string) => {
    const socket = new Socket()
    Object.defineProperty(socket, 'remoteAddress', { value: peer })
    const request = new IncomingMessage(socket)
    if (forwarded !== undefined) request.headers['x-forwarded-for'] = forwarded
    return request
  }

  const peer = '10.0.0.1'
  const long = '2001:db8:1:2:3:4:5:6'
  it.each([
    { is: 'the peer’s', peer, proxies: 0, address: peer },
    { is: 'the peer’s, whatever it claims', peer, claim: '1.1.1.1', proxies: 0, address: peer },
    { is: 'what our proxy saw', peer, claim: '9.9.9.9, 1.1.1.1', proxies: 1, address: '1.1.1.1' },
    {
      is: 'what the outer proxy saw',
      peer,
      claim: '9, 1.1.1.1, 8',
      proxies: 2,
      address: '1.1.1.1',
    },
    { is: 'the peer’s where a proxy says nothing', peer, proxies: 1, address: peer },
    { is: 'without a port', peer, claim: '1.1.1.1:5000', proxies: 1, address: '1.1.1.1' },
    { is: 'that of IPv4 inside IPv6', peer: `::ffff:${peer}`, proxies: 0, address: peer },
    { is: 'the network of an IPv6 address', peer: long, proxies: 0, address: '2001:db8:1:2' },
    { is: 'the network of a short one', peer: '2001:db8::6', proxies: 0, address: '2001:db8:0:0' },
  ])('is $is', ({ peer, claim, proxies, address }) => {
    expect(addressOf(requestOf(peer, claim), proxies)).toBe(address)
  })
})
