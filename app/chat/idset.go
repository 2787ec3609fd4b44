package chat

import "hash/maphash"

// idSet remembers event ids by a keyed 64-bit digest. The key differs in each
// process, so a stranger who chooses message ids cannot aim at a collision.
//
// It is a table with open addressing instead of a map, because every event of
// every chat asks it once: on a large floor it is out of the processor's
// caches, and a table is touched in one place where a map is touched in four.
type idSet struct {
	slots []uint64 // a power of two of them, or none; 0 is free
	used  int
}

// firstSlots is the size of a set that has its first id.
const firstSlots = 16

var idSeed = maphash.MakeSeed()

// digestOf is never 0.
func digestOf(id EventID) uint64 { return max(maphash.String(idSeed, string(id)), 1) }

func (s *idSet) has(id EventID) bool {
	if len(s.slots) == 0 {
		return false
	}
	d := digestOf(id)
	return s.slots[s.find(d)] == d
}

// add reports whether id was new.
func (s *idSet) add(id EventID) bool {
	// At most three quarters are in use, so that a free slot is never far.
	if 4*(s.used+1) > 3*len(s.slots) {
		s.grow()
	}
	d := digestOf(id)
	at := s.find(d)
	if s.slots[at] == d {
		return false
	}
	s.slots[at] = d
	s.used++
	return true
}

// find returns where d is, or the free slot where it belongs.
func (s *idSet) find(d uint64) int {
	mask := len(s.slots) - 1
	at := int(d>>1) & mask // #nosec G115 -- one bit less, so it is not negative
	for s.slots[at] != 0 && s.slots[at] != d {
		at = (at + 1) & mask
	}
	return at
}

func (s *idSet) grow() {
	old := s.slots
	s.slots = make([]uint64, max(firstSlots, 2*len(old)))
	for _, d := range old {
		if d != 0 {
			s.slots[s.find(d)] = d
		}
	}
}
