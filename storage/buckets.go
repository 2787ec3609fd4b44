package storage

// The top-level buckets. doc.go draws what lies in them. A name is never
// reused for something else; changing what a bucket holds is a migration.
var (
	bucketFloor    = []byte("floor")
	bucketChats    = []byte("chats")
	bucketEvents   = []byte("events")
	bucketDrafts   = []byte("drafts")
	bucketSettings = []byte("settings")
	bucketLooked   = []byte("looked")
	bucketOutbox   = []byte("outbox")
	bucketRecords  = []byte("records")
)

// buckets lists them all: a file of today's version has every one.
func buckets() [][]byte {
	return [][]byte{bucketFloor, bucketChats, bucketEvents, bucketDrafts, bucketSettings, bucketLooked, bucketOutbox, bucketRecords}
}

// keyPosition is the one key of bucketFloor.
var keyPosition = []byte("position")

// The tags say what a value is. They are part of its checksum and not of its
// bytes: a value that ended up under another bucket or key does not pass for
// what it is not, and salvage can tell a draft from anything else on a page.
const (
	tagPosition byte = 'P'
	tagChat     byte = 'C'
	tagHead     byte = 'H'
	tagEvent    byte = 'E'
	tagDraft    byte = 'D'
	tagSetting  byte = 'S'
	tagLooked   byte = 'L'
	tagOutbox   byte = 'O'
	tagRecord   byte = 'R'
)
