// Reads a calendar file from its input with a parser that is not the plugin's, and prints what it understood: the
// event, and its first starts in UTC.
import {readFileSync} from 'node:fs';

import ICAL from 'ical.js';

const maxStarts = 60;

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, 'utf8')));
for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    ICAL.TimezoneService.register(zone);
}
const component = calendar.getFirstSubcomponent('vevent');
const event = new ICAL.Event(component);

const starts = [];
const iterator = event.iterator();
for (let next = iterator.next(); next && starts.length < maxStarts; next = iterator.next()) {
    starts.push(next.toJSDate().toISOString());
}

console.log(JSON.stringify({
    uid: event.uid,
    summary: event.summary,
    description: event.description,
    location: event.location,
    url: component.getFirstPropertyValue('url'),
    status: component.getFirstPropertyValue('status'),
    sequence: event.sequence,
    zone: event.startDate.zone.tzid,
    minutes: event.duration.toSeconds() / 60,
    starts,
}));
