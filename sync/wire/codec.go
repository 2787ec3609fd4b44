package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/mailru/easyjson/jlexer"
	"github.com/mailru/easyjson/jwriter"

	"floorwalker/app/chat"
)

// codec walks the fields of a struct, either to write them or to read the one
// whose name has just been seen. One description per struct serves both
// directions, so they cannot drift apart.
type codec struct {
	w *jwriter.Writer // writing, if not nil
	r *jlexer.Lexer   // reading, if w is nil

	key   string // reading: the field's name
	hit   bool   // reading: somebody took it
	first bool   // writing: no field was written yet
	stats *Stats
}

// writer returns a codec that writes. Like reader it makes codec and buffer in
// one allocation, since each event needs one.
func writer() *codec {
	s := new(struct {
		codec
		out jwriter.Writer
	})
	s.out.NoEscapeHTML = true
	s.w = &s.out
	return &s.codec
}

// reader returns a codec that reads data.
func reader(data []byte, stats *Stats) *codec {
	s := new(struct {
		codec
		in jlexer.Lexer
	})
	s.in.Data = data
	s.r, s.stats = &s.in, stats
	return &s.codec
}

var errNotObject = errors.New("not a JSON object")

// Stats counts what was skipped.
type Stats struct{ UnknownFields, UnknownKinds, UnknownFrames uint64 }

// object writes or reads one JSON object whose fields are those that visit
// names. When reading, visit is called once for each field that is present.
func (c *codec) object(visit func(*codec)) {
	if c.w != nil {
		outer := c.first
		c.w.RawByte('{')
		c.first = true
		visit(c)
		c.w.RawByte('}')
		c.first = outer
		return
	}
	if c.r.IsNull() {
		c.r.Skip()
		return
	}
	c.r.Delim('{')
	for !c.r.IsDelim('}') {
		key := c.r.UnsafeFieldName(false)
		c.r.WantColon()
		c.key, c.hit = key, false
		visit(c)
		if !c.hit {
			c.r.SkipRecursive()
			if c.stats != nil {
				c.stats.UnknownFields++
			}
		}
		c.r.WantComma()
	}
	c.r.Delim('}')
	c.hit = true
}

// name announces a field; it reports whether the caller is to read or write
// its value now.
func (c *codec) name(key string) bool {
	if c.w == nil {
		if c.hit || c.key != key {
			return false
		}
		c.hit = true
		return true
	}
	if !c.first {
		c.w.RawByte(',')
	}
	c.first = false
	c.w.RawByte('"')
	c.w.RawString(key)
	c.w.RawString(`":`)
	return true
}

// found reports whether the field that is being read has been taken, so that
// a long list of names need not be asked to its end.
func (c *codec) found() bool { return c.w == nil && c.hit }

// skip reports whether a field with a zero value may be left out.
func (c *codec) skip(zero bool) bool { return zero && c.w != nil }

func str[T ~string](c *codec, key string, p *T) {
	if c.skip(*p == "") || !c.name(key) {
		return
	}
	if c.w != nil {
		c.w.String(string(*p))
		return
	}
	s := c.r.String()
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	*p = T(s)
}

// word is for values that repeat: they are interned, not copied each time.
func word[T ~string](c *codec, key string, p *T) {
	if c.skip(*p == "") || !c.name(key) {
		return
	}
	if c.w != nil {
		c.w.String(string(*p))
		return
	}
	*p = T(strings.ToValidUTF8(c.r.StringIntern(), "\uFFFD"))
}

func num[T ~int | ~int64](c *codec, key string, p *T) {
	if c.skip(*p == 0) || !c.name(key) {
		return
	}
	if c.w != nil {
		c.w.Int64(int64(*p))
		return
	}
	*p = T(c.r.Int64())
}

func unum(c *codec, key string, p *uint64) {
	if c.skip(*p == 0) || !c.name(key) {
		return
	}
	if c.w != nil {
		c.w.Uint64(*p)
		return
	}
	*p = c.r.Uint64()
}

// score is written in ten-thousandths; no score is no field.
func score(c *codec, key string, p *chat.Score) {
	if c.skip(!p.Known()) || !c.name(key) {
		return
	}
	if c.w != nil {
		c.w.Int(p.TenThousandths())
		return
	}
	n := c.r.Int()
	if *p = chat.ScoreOf(n); p.TenThousandths() != n {
		c.r.AddError(errRange)
	}
}

func flag(c *codec, key string, p *bool) {
	if c.skip(!*p) || !c.name(key) {
		return
	}
	if c.w != nil {
		c.w.Bool(*p)
		return
	}
	*p = c.r.Bool()
}

func sub(c *codec, key string, visit func(*codec)) {
	if c.name(key) {
		c.object(visit)
	}
}

func list[T any](c *codec, key string, p *[]T, visit func(*codec, *T)) {
	if c.skip(len(*p) == 0) || !c.name(key) {
		return
	}
	if c.w != nil {
		c.w.RawByte('[')
		for i := range *p {
			if i > 0 {
				c.w.RawByte(',')
			}
			c.object(func(c *codec) { visit(c, &(*p)[i]) })
		}
		c.w.RawByte(']')
		return
	}
	*p = nil
	c.r.Delim('[')
	for !c.r.IsDelim(']') {
		var v T
		c.object(func(c *codec) { visit(c, &v) })
		*p = append(*p, v)
		c.r.WantComma()
		if c.r.Error() != nil {
			return
		}
	}
	c.r.Delim(']')
	c.hit = true
}

// embed carries a JSON object that only its reader understands, as it is but
// for white space: a line feed in it would end the line that it stands on.
func embed(c *codec, key string, p *[]byte) {
	if c.skip(len(*p) == 0) || !c.name(key) {
		return
	}
	if c.w != nil {
		c.w.Raw(*p, nil)
		return
	}
	var b bytes.Buffer
	switch err := json.Compact(&b, c.r.Raw()); {
	case err != nil:
		c.r.AddError(err)
	case b.Len() == 0 || b.Bytes()[0] != '{':
		c.r.AddError(errNotObject)
	default:
		*p = bytes.ToValidUTF8(b.Bytes(), []byte("\uFFFD"))
	}
}
