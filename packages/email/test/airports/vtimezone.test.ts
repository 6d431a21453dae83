import { describe, expect, test } from '@jest/globals';
import ICAL from 'ical.js';
import { findVtimezone } from '../../src/airports/vtimezone.ts';
import { airportZones } from './airport-zones.ts';

describe('the VTIMEZONE of a zone', () => {
  test('is there and complete (RFC 5545, 3.6.5) for each zone that has an airport', () => {
    const incomplete = airportZones.filter((timeZone) => {
      const jCal = findVtimezone(timeZone)?.jCal;
      if (jCal === undefined) return true;
      const component = new ICAL.Component([...jCal]);
      const rules = component.getAllSubcomponents();
      return !(
        component.name === 'vtimezone' &&
        component.getFirstPropertyValue('tzid') === timeZone &&
        component.getAllSubcomponents('standard').length > 0 &&
        rules.every((rule) =>
          ['dtstart', 'tzoffsetfrom', 'tzoffsetto'].every((name) => rule.hasProperty(name)),
        )
      );
    });
    expect(incomplete).toEqual([]);
  });

  test('bears the name it was asked for by, not that of a zone with the same rules', () => {
    expect(JSON.stringify(findVtimezone('Europe/Oslo')?.jCal)).not.toContain('Berlin');
  });

  test.each(['Atlantis/Poseidonis', '', 'constructor', '__proto__/x'])(
    'is not found for %j',
    (name) => {
      expect(findVtimezone(name)).toBeUndefined();
    },
  );
});
