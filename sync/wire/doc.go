// Package wire turns frames into typed values and back. It owns the protocol
// floorwalker.v1 and the form in which events lie in the log and in a desk's
// cache: the bytes of an event are the same in all three places, so the hub
// encodes an event once and nobody encodes it again.
//
// # Frames
//
// A frame is one WebSocket text message: a header, a JSON object on the first
// line, and for the kind "events" one event a line after it:
//
//	{"k":"events","n":41,"r":"…"}
//	{"id":"practice:c7:3","at":1795307528123,"chat":"c7","kind":"MessagePosted","body":{…}}
//	{"id":"01J…","at":1795307528123,"chat":"c7","kind":"TriggerRaised","body":{…}}
//
// n numbers the first event of the frame on this connection, from 1 and
// without gaps; r is the resume token that stands behind the last of them.
//
//	desk → hub   hello{token, resume, desk}   command{id, chat, name, body}   ping{t}
//	hub → desk   welcome  snapshot  events  live  result  pong  behind  bye
//
// After hello the hub answers welcome. If the resume token is good, missing
// events follow and then live; otherwise snapshot (forget everything), the
// events of every active chat and of the team, and then live. The position is
// read before the data, so an event may arrive twice but never not at all;
// the fold is idempotent.
//
// # What bad input gets
//
// Unknown kinds of frames and events, and unknown fields, are skipped and
// counted ([Stats]); a frame that is not JSON, or whose known fields have the
// wrong type, is an error. Text that is not UTF-8 has its bad bytes replaced.
// The limits are [MaxFromDesk] and [MaxFromHub].
//
// # How to test it
//
// A reflection test fills every field of every event, command and header and
// sees that none is lost, a golden file holds their names, and the fuzz targets require that what decodes encodes
// to something that decodes to the same.
package wire
