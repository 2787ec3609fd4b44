package wire

import (
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"
)

// strs is a list of texts.
func strs[T ~string](c *codec, key string, p *[]T) {
	if c.skip(len(*p) == 0) || !c.name(key) {
		return
	}
	if c.w != nil {
		c.w.RawByte('[')
		for i, s := range *p {
			if i > 0 {
				c.w.RawByte(',')
			}
			c.w.String(string(s))
		}
		c.w.RawByte(']')
		return
	}
	*p = nil
	if c.r.IsNull() {
		c.r.Skip()
		return
	}
	c.r.Delim('[')
	for !c.r.IsDelim(']') && c.r.Error() == nil {
		s := c.r.String()
		if !utf8.ValidString(s) {
			s = strings.ToValidUTF8(s, "\uFFFD")
		}
		*p = append(*p, T(s))
		c.r.WantComma()
	}
	c.r.Delim(']')
}

// ref is an object that may be absent.
func ref[T any](c *codec, key string, p **T, visit func(*codec, *T)) {
	if c.skip(*p == nil) || !c.name(key) {
		return
	}
	if c.w == nil {
		if c.r.IsNull() {
			c.r.Skip()
			return
		}
		*p = new(T)
	}
	c.object(func(c *codec) { visit(c, *p) })
}

// blob is bytes that mean nothing here, in base64.
func blob(c *codec, key string, p *[]byte) {
	if c.skip(len(*p) == 0) || !c.name(key) {
		return
	}
	if c.w != nil {
		c.w.String(base64.StdEncoding.EncodeToString(*p))
		return
	}
	b, err := base64.StdEncoding.DecodeString(c.r.String())
	if err != nil {
		c.r.AddError(fmt.Errorf("%s: %w", key, err))
	}
	if len(b) > 0 {
		*p = b
	}
}
