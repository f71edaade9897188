// Says when each event of the calendar on standard input begins, as ical.js understands it:
// seconds since 1970 and what it says, a line each.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
for (const each of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(each);
  console.log(event.startDate.toUnixTime(), event.summary);
}
