package script

import "floorwalker/app/record"

type (
	// ResponseID names a canned response for ever.
	ResponseID = record.ID
	// Version is a response as it was at one revision, with what it replaced.
	Version = record.Version[Response]
	// Conflict is an edit beside what its author had not seen.
	Conflict = record.Conflict[Response]
)

// DecodeVersion reads one encoded version from somebody else: held to its mark
// and its size, with a response that passes [Response.Check]. It fails as
// [record.DecodeChecked] does. That a shortcut is another's already is not its
// to know.
func DecodeVersion(raw []byte) (Version, error) { return record.DecodeChecked[Response](raw) }
