package storage

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
)

// The layout of a bbolt file, version 2, which has not changed since 2014.
// Numbers are in the machine's own byte order.
const (
	boltMagic   = 0xED0CDAED
	boltVersion = 2

	flagBranch = 0x01
	flagLeaf   = 0x02

	pageHeader   = 16 // id uint64, flags uint16, count uint16, overflow uint32
	element      = 16 // branch: pos, ksize uint32, page uint64; leaf: flags, pos, ksize, vsize uint32
	bucketHeader = 16 // root uint64, sequence uint64
	metaSize     = 64

	maxDepth = 64
)

var native = binary.NativeEndian

var errLayout = errors.New("the file's structure is damaged")

func layoutf(f string, args ...any) error {
	return fmt.Errorf("%w: %s", errLayout, fmt.Sprintf(f, args...))
}

// pages reads a bbolt file as plain bytes. bbolt itself trusts what it maps:
// a page number that leads past the end of the file is a fault that no
// program survives, and an odd page is a panic in a goroutine nobody can guard.
// So the file is looked over here first, where the worst outcome is an error.
type pages struct {
	f        io.ReaderAt
	size     int64
	pageSize int64
	root     uint64
	high     uint64 // the first page number that is not in use
	seen     []uint64
	// each is called for every pair that is not itself a bucket; its
	// arguments are valid during the call.
	each func(path [][]byte, k, v []byte)
	// lenient goes on after damage, to save what can be saved; bad counts it.
	lenient bool
	bad     int
}

// openPages finds the newest intact meta page, as bbolt would.
func openPages(f io.ReaderAt, size int64) (*pages, error) {
	p := &pages{f: f, size: size, pageSize: int64(os.Getpagesize())}
	var newest uint64
	found := false
	for _, at := range p.metaOffsets() {
		m, ok := readMeta(f, at)
		if !ok || found && m.txid <= newest {
			continue
		}
		found, newest = true, m.txid
		p.pageSize, p.root, p.high = m.pageSize, m.root, m.high
	}
	if !found {
		return p, layoutf("neither meta page is intact")
	}
	if int64(p.high) > size/p.pageSize { //nolint:gosec // G115: a huge number turns negative only above 2^63 pages, and readMeta refuses those
		return p, layoutf("it is cut short: %d pages are in use, %d are there", p.high, size/p.pageSize)
	}
	p.seen = make([]uint64, p.high/64+1)
	return p, nil
}

// metaOffsets are the places where a meta page may start: the file's first
// byte, and the second page for every page size there is.
func (p *pages) metaOffsets() []int64 {
	at := []int64{0}
	for n := int64(1024); n <= 64<<10 && n+pageHeader+metaSize <= p.size; n *= 2 {
		at = append(at, n)
	}
	return at
}

type meta struct {
	pageSize   int64
	root, high uint64
	txid       uint64
}

func readMeta(f io.ReaderAt, at int64) (meta, bool) {
	var b [pageHeader + metaSize]byte
	if _, err := f.ReadAt(b[:], at); err != nil {
		return meta{}, false
	}
	m := b[pageHeader:]
	h := fnv.New64a()
	_, _ = h.Write(m[:56])
	if native.Uint32(m) != boltMagic || native.Uint32(m[4:]) != boltVersion || native.Uint64(m[56:]) != h.Sum64() {
		return meta{}, false
	}
	r := meta{pageSize: int64(native.Uint32(m[8:])), root: native.Uint64(m[16:]), high: native.Uint64(m[40:]), txid: native.Uint64(m[48:])}
	return r, r.pageSize >= 1024 && r.high < 1<<40
}

// walk visits every bucket from the root down.
func (p *pages) walk() error { return p.page(nil, p.root, nil, nil, 0) }

// page visits one page of the bucket at path, whose keys must lie in
// [low, high); nil is no bound.
func (p *pages) page(path [][]byte, id uint64, low, high []byte, depth int) error {
	err := p.visit(path, id, low, high, depth)
	if err != nil && p.lenient {
		p.bad++
		return nil
	}
	return err
}

func (p *pages) visit(path [][]byte, id uint64, low, high []byte, depth int) error {
	if depth > maxDepth {
		return layoutf("page %d is nested too deep", id)
	}
	b, err := p.read(id)
	if err != nil {
		return err
	}
	switch native.Uint16(b[8:]) {
	case flagBranch:
		return p.branch(path, b, low, high, depth)
	case flagLeaf:
		return p.leaf(path, b, low, high, depth)
	}
	return layoutf("page %d is neither branch nor leaf", id)
}

// read returns a page with its overflow, and sees to it that no page is
// reached twice.
func (p *pages) read(id uint64) ([]byte, error) {
	if id < 2 || id >= p.high {
		return nil, layoutf("page %d is out of range", id)
	}
	off := int64(id) * p.pageSize //nolint:gosec // G115: id is below high, which fits the file
	var head [pageHeader]byte
	if _, err := p.f.ReadAt(head[:], off); err != nil {
		return nil, layoutf("page %d: %v", id, err)
	}
	if got := native.Uint64(head[:]); got != id {
		return nil, layoutf("page %d calls itself %d", id, got)
	}
	n := uint64(native.Uint32(head[12:])) + 1
	if n > p.high-id {
		return nil, layoutf("page %d runs past the end", id)
	}
	for i := id; i < id+n; i++ {
		if p.seen[i/64]&(1<<(i%64)) != 0 {
			return nil, layoutf("page %d is used twice", i)
		}
		p.seen[i/64] |= 1 << (i % 64)
	}
	b := make([]byte, int64(n)*p.pageSize) //nolint:gosec // G115: n pages lie inside the file
	if _, err := p.f.ReadAt(b, off); err != nil {
		return nil, layoutf("page %d: %v", id, err)
	}
	return b, nil
}

func (p *pages) branch(path [][]byte, b []byte, low, high []byte, depth int) error {
	count := int(native.Uint16(b[10:]))
	if count == 0 {
		return layoutf("a branch leads nowhere")
	}
	keys := make([][]byte, count+1)
	for i := range count {
		e := pageHeader + i*element
		if e+element > len(b) {
			return layoutf("a branch overruns its page")
		}
		var ok bool
		if keys[i], ok = cut(b, e, native.Uint32(b[e:]), native.Uint32(b[e+4:])); !ok {
			return layoutf("a branch key lies outside its page")
		}
		if !within(keys[i], low, high) || i > 0 && bytes.Compare(keys[i-1], keys[i]) >= 0 {
			return layoutf("branch keys are out of order")
		}
	}
	keys[count] = high
	for i := range count {
		child := native.Uint64(b[pageHeader+i*element+8:])
		if err := p.page(path, child, keys[i], keys[i+1], depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (p *pages) leaf(path [][]byte, b []byte, low, high []byte, depth int) error {
	var last []byte
	return eachLeaf(b, func(bucket bool, k, v []byte) error {
		if !within(k, low, high) || last != nil && bytes.Compare(last, k) >= 0 {
			return layoutf("keys are out of order")
		}
		last = k
		if !bucket {
			if p.each != nil {
				p.each(path, k, v)
			}
			return nil
		}
		if len(v) < bucketHeader {
			return layoutf("a bucket has no header")
		}
		sub := append(path[:len(path):len(path)], k)
		if root := native.Uint64(v); root != 0 {
			return p.page(sub, root, nil, nil, depth+1)
		}
		return p.inline(sub, v[bucketHeader:], depth+1)
	})
}

// inline visits a bucket so small that its one page lies within its parent's.
func (p *pages) inline(path [][]byte, b []byte, depth int) error {
	if len(b) < pageHeader || native.Uint16(b[8:]) != flagLeaf || depth > maxDepth {
		return layoutf("an inline bucket is not a leaf")
	}
	return p.leaf(path, b, nil, nil, depth)
}

// eachLeaf calls fn for each element of a leaf page.
func eachLeaf(b []byte, fn func(bucket bool, k, v []byte) error) error {
	for i := range int(native.Uint16(b[10:])) {
		e := pageHeader + i*element
		if e+element > len(b) {
			return layoutf("a leaf overruns its page")
		}
		pos, klen, vlen := native.Uint32(b[e+4:]), native.Uint32(b[e+8:]), native.Uint32(b[e+12:])
		kv, ok := cut(b, e, pos, klen+vlen)
		if !ok || uint64(klen)+uint64(vlen) > uint64(len(b)) {
			return layoutf("a pair lies outside its page")
		}
		if err := fn(native.Uint32(b[e:])&1 != 0, kv[:klen:klen], kv[klen:]); err != nil {
			return err
		}
	}
	return nil
}

// cut returns n bytes that start pos bytes after offset e.
func cut(b []byte, e int, pos, n uint32) ([]byte, bool) {
	from := uint64(e) + uint64(pos) //nolint:gosec // G115: e is an offset into b
	if from+uint64(n) > uint64(len(b)) {
		return nil, false
	}
	return b[from : from+uint64(n)], true
}

func within(k, low, high []byte) bool {
	return (low == nil || bytes.Compare(k, low) >= 0) && (high == nil || bytes.Compare(k, high) < 0)
}
