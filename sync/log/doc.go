// Package log is the event log, on NATS JetStream. It is the only package
// that knows NATS.
//
// # What it owns
//
// One workspace's events in one order, each with a sequence; the audit facts,
// in a stream of their own so that nothing can be inferred from the floor's
// sequences; checkpoints of a fold; hashes of agents' tokens; and the lease.
// It does not know what an event says.
//
// By default the log is embedded: a NATS server runs inside the process, on
// files below the data folder, with no socket and no signal handler. The
// folder is locked before the server may look at it. With a URL the same
// streams lie in an existing cluster, in three copies if it has three peers,
// and several hubs may share them.
//
// # What it promises
//
//   - [Log.Append] writes all its records or none, with consecutive sequences,
//     and returns when they are on disk: the embedded server syncs before it
//     answers. On a cluster it returns when a quorum has them; whether that
//     means their disks is the operator's choice (sync_interval: always).
//   - What must have one winner names the sequence it expects on its subject;
//     a batch may do so on several subjects, and [ErrConflict] means that
//     nothing was written.
//   - [Log.Read] never shows a part of a batch, and never passes over a gap
//     that nobody made: that is [ErrCorrupt]. Gaps made by [Log.Purge] and
//     [Log.Erase] are written down before they are made.
//   - When a write fails, the embedded server is restarted on its store, and
//     the answer says what became of the batch. The next append works or says
//     why not. 24 MB of disk are kept in reserve so that this stays rare.
//   - After an unclean end, blocks are checked before the server opens them,
//     because it cuts a damaged block off where it cannot read on. It is
//     refused instead, unchanged.
//
// # Checkpoints
//
// They lie in the form of NATS's object store, in parts of 512 KB, and are
// read and written here without its library, which gives a whole object five
// seconds. Nothing here limits how long saving, loading or reading may take, only
// how long nothing may move: 10 s for the next message of an answer, which is
// asked for five times; 60 s for the next acknowledgement of a part, or for that
// of a batch; 30 s for an answer to anything else. After that it is [ErrSilent].
//
// Only content that is not what was stored makes a checkpoint a damaged one,
// which is passed over for the one before. A store that does not answer stops
// the start, and so does a purge that no whole checkpoint stands for: to fold
// the rest of the log would be quick and wrong.
//
// Two of the newest schema and one of the schema before are kept. What saves
// leave that were killed half-way goes with the next save, and so does what the
// server finds back that it had removed: however many die, it does not add up.
//
// # What hubs of a cluster share
//
// Bytes of attachments lie in an object store of their own, named by their hash, in as
// many copies as the log: [Log.PutFile], [Log.ReadFile], [Log.FileSize]. They are
// streamed; 1 MB or so of each is in memory while it is written, 2 MB while it is read.
// A content is described last, so that half of one is never found; reading compares the
// digest, and whoever reads believes nothing before the end. What the dead left goes with
// [Log.TidyFiles]. Small lists lie in entries, written by compare and set: [Log.Entry],
// [Log.PutEntry].
//
// All of it is in the clear, as the events are: whoever may read the workspace's streams
// in NATS, its operator first of all, reads lines, attachments and the library. What was
// masked is the exception. It lies there sealed, and its key must not: it stays in the
// hubs' folders, and an entry has only a fingerprint of it; see package sealed. Backups
// of the log leave the attachments out.
//
// # Idempotence
//
// There is no shield against a record that is appended twice; that is the
// fold's business, by the event's id. An append whose acknowledgement was lost
// is [ErrUnsure] (on a cluster; an embedded log finds out by itself). Do not
// just repeat it: with an expected sequence the repetition would be answered
// [ErrConflict], although the first one was written. On both errors read the
// subject, by [Log.LastOn] or [Log.ReadChat], and look for the event's id. A
// process that was told of a full disk and then died may find the batch whole
// when it is back: again the fold's ids make that harmless.
//
// # The lease
//
// The folder's lock is an embedded log's lease. On a cluster it is a key that
// dies 5 s after its last renewal; the holder renews it every second and
// considers itself out 3 s after it asked for the last renewal that was
// granted. [Lease.Revision] grows from lease to lease and fences calls to the
// outside. Appends of a holder that is out are refused here, with [ErrFenced];
// the cluster itself does not check it, so what must have one winner needs an
// expected sequence as well.
//
// # Threads
//
// Every method may be called from any goroutine. Appends are written one at a
// time. A [Visit] runs in its caller's goroutine, while the next part is
// fetched by another.
//
// # Costs
//
// One record alone costs one fsync; a batch of any size costs five, and two
// files written with O_SYNC, because the server stages it in a folder of its
// own first. A lone record is therefore several times quicker than a batch
// of two. After a clean close opening takes time for each subject, not for
// each event; after an unclean one every block is read, twice. A checkpoint is
// read twice as well, once to be sure of it, and never lies in memory whole.
//
// # How to test it
//
// The tests run the real thing: servers in process, processes that get
// killed, and a small disk mounted for a child process. See kill_test.go,
// failure_linux_test.go and cluster_test.go; FLOORWALKER_SOAK_ROUNDS sets the
// number of deaths.
package log
