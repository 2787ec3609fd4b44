package linear

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
)

// ErrFile is what Decode returns for bytes that are no file of weights.
var ErrFile = errors.New("linear: not a file of weights")

// FileError says where a file of weights is wrong.
type FileError struct {
	Op  string
	Err error
}

func (e *FileError) Error() string { return "linear: " + e.Op + ": " + e.Err.Error() }

// Unwrap returns what was wrong.
func (e *FileError) Unwrap() error { return e.Err }

// Section is a list of integers with a name. Width is the bytes of each: 1, 2
// or 4, signed, little-endian.
type Section struct {
	Name   string
	Width  int
	Values []int32
}

// File is a set of weights.
type File struct {
	Sections []Section
	// Version names the file by its content; Encode and Decode set it.
	Version string
}

const (
	// The zero byte tells version control that the file is not text, whose line
	// ends it would put right.
	magic       = "FWWEIGHTS1\r\n\x00\n"
	maxSections = 64
	maxValues   = 1 << 22
)

// Encode returns the bytes of f and sets its version.
func (f *File) Encode() []byte {
	out := []byte(magic)
	out = binary.AppendUvarint(out, uint64(len(f.Sections)))
	for _, s := range f.Sections {
		out = binary.AppendUvarint(out, uint64(len(s.Name)))
		out = append(out, s.Name...)
		out = append(out, byte(s.Width)) // #nosec G115 -- 1, 2 or 4
		out = binary.AppendUvarint(out, uint64(len(s.Values)))
		for _, v := range s.Values {
			u := uint32(v) // #nosec G115 -- two's complement is what is stored
			for range s.Width {
				out = append(out, byte(u))
				u >>= 8
			}
		}
	}
	sum := sha256.Sum256(out)
	f.Version = hex.EncodeToString(sum[:8])
	return append(out, sum[:]...)
}

// Decode reads what Encode wrote.
func Decode(b []byte) (*File, error) {
	if len(b) < len(magic)+sha256.Size || string(b[:len(magic)]) != magic {
		return nil, &FileError{"decode", ErrFile}
	}
	body := b[:len(b)-sha256.Size]
	sum := sha256.Sum256(body)
	if string(sum[:]) != string(b[len(body):]) {
		return nil, &FileError{"decode", fmt.Errorf("%w: its sum is wrong", ErrFile)}
	}
	r := reader{rest: body[len(magic):]}
	f := &File{Version: hex.EncodeToString(sum[:8])}
	for range r.count(maxSections) {
		s := Section{Name: string(r.take(r.count(255)))}
		if w := r.take(1); len(w) == 1 {
			s.Width = int(w[0])
		}
		s.Values = r.values(s.Width)
		f.Sections = append(f.Sections, s)
	}
	if r.bad || len(r.rest) != 0 {
		return nil, &FileError{"decode", fmt.Errorf("%w: its sections do not fit", ErrFile)}
	}
	return f, nil
}

// Section returns the values of a section by its name; nil if there is none.
func (f *File) Section(name string) []int32 {
	for i := range f.Sections {
		if f.Sections[i].Name == name {
			return f.Sections[i].Values
		}
	}
	return nil
}

// reader takes parts off the front of a file. After the first that does not
// fit it is bad and gives nothing.
type reader struct {
	rest []byte
	bad  bool
}

func (r *reader) count(most int) int {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 || n > uint64(most) || r.bad { // #nosec G115 -- most is a small constant
		r.bad = true
		return 0
	}
	r.rest = r.rest[size:]
	return int(n) // #nosec G115 -- at most most
}

func (r *reader) take(n int) []byte {
	if r.bad || n > len(r.rest) {
		r.bad = true
		return nil
	}
	part := r.rest[:n]
	r.rest = r.rest[n:]
	return part
}

func (r *reader) values(width int) []int32 {
	if width != 1 && width != 2 && width != 4 {
		r.bad = true
		return nil
	}
	n := r.count(maxValues)
	part := r.take(n * width)
	if part == nil {
		return nil
	}
	vs := make([]int32, n)
	for i := range vs {
		switch p := part[i*width:]; width {
		case 1:
			vs[i] = int32(int8(p[0])) // #nosec G115 -- two's complement is what is stored
		case 2:
			vs[i] = int32(int16(binary.LittleEndian.Uint16(p))) // #nosec G115 -- two's complement is what is stored
		default:
			vs[i] = int32(binary.LittleEndian.Uint32(p)) // #nosec G115 -- two's complement is what is stored
		}
	}
	return vs
}
