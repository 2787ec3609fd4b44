package log

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/minio/highwayhash"
)

// cleanName is the file that says that the store was closed properly.
const cleanName = "closed"

// After an unclean end JetStream rebuilds its index from its blocks, and cuts
// a block off at the first record that it cannot read, with all that follows.
// That is right for the torn end of the newest block and wrong for a damaged
// one, so blocks are looked at before the server may touch them.

// guard returns [ErrCorrupt] if a block of the floor is damaged. It reads the
// blocks only if the last process did not close its log.
func guard(dir, stream string) error {
	mark := filepath.Join(dir, cleanName)
	if err := os.Remove(mark); err == nil || !errors.Is(err, os.ErrNotExist) {
		return err
	}
	files, err := filepath.Glob(filepath.Join(dir, "log", "jetstream", "*", "streams", stream, "msgs", "*.blk"))
	if err != nil {
		return err
	}
	slices.SortFunc(files, func(a, b string) int { return blockNumber(a) - blockNumber(b) })
	for i, name := range files {
		block, err := os.ReadFile(name) // #nosec G304 -- found in the data folder
		if err != nil {
			return err
		}
		digest, err := blockDigest(stream, blockNumber(name))
		if err != nil {
			return err
		}
		// A batch that was being written may reach over two blocks.
		torn := i >= len(files)-2
		if at, ok := checkBlock(block, digest, torn); !ok {
			return fmt.Errorf("%w: block %s cannot be read behind byte %d; nothing was changed, restore it from a backup", ErrCorrupt, filepath.Base(name), at)
		}
	}
	return nil
}

// markClosed is the counterpart of guard, called when the server has stopped.
func markClosed(dir string) error {
	return os.WriteFile(filepath.Join(dir, cleanName), nil, 0o600)
}

// blockDigest is the checksum as the server keys it for one block.
func blockDigest(stream string, number int) (hash.Hash, error) {
	key := sha256.Sum256(fmt.Appendf(nil, "%s-%d", stream, number))
	return highwayhash.New64(key[:])
}

func blockNumber(name string) int {
	n, err := strconv.Atoi(strings.TrimSuffix(filepath.Base(name), ".blk"))
	if err != nil {
		return -1
	}
	return n
}

// How a record lies in a block: its length with a flag for headers, sequence,
// time, length of the subject; the subject, the headers, the data; a checksum.
const (
	recordHead  = 22
	recordSum   = 8
	headersFlag = 1 << 31
)

// checkBlock walks the records of a block. With torn, whatever cannot be read
// is allowed at the end, but not in front of a record that can.
func checkBlock(block []byte, digest hash.Hash, torn bool) (at int, ok bool) {
	for at < len(block) {
		size, whole := checkRecord(block[at:], digest)
		if !whole {
			if !torn || size == 0 {
				return at, torn
			}
			_, follows := checkRecord(block[at+size:], digest)
			return at, !follows
		}
		at += size
	}
	return at, true
}

// checkRecord looks at the first record of block. size is 0 if not even its
// length can be right.
func checkRecord(block []byte, digest hash.Hash) (size int, whole bool) {
	if len(block) < recordHead+recordSum {
		return 0, false
	}
	length := binary.LittleEndian.Uint32(block)
	size = int(length &^ headersFlag)
	subject := int(binary.LittleEndian.Uint16(block[20:]))
	headers := 0
	if length&headersFlag != 0 {
		headers = 4 // their own length, which the checksum leaves out
	}
	if size > len(block) || size < recordHead+subject+headers+recordSum {
		return 0, false
	}
	body, sum := block[recordHead:size-recordSum], block[size-recordSum:size]
	digest.Reset()
	for _, part := range [][]byte{block[4:20], body[:subject], body[subject+headers:]} {
		_, _ = digest.Write(part) // a hash never fails
	}
	return size, bytes.Equal(digest.Sum(nil), sum)
}
