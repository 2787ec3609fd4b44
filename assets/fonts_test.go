package assets_test

import (
	"bytes"
	"strings"
	"testing"

	"floorwalker/assets"
)

func TestFontsAreTrueTypeAndDiffer(t *testing.T) {
	regular, bold := assets.TextRegular(), assets.TextBold()
	for name, face := range map[string][]byte{"regular": regular, "bold": bold} {
		if !bytes.HasPrefix(face, []byte{0, 1, 0, 0}) {
			t.Errorf("%s face does not begin as TrueType does", name)
		}
	}
	if bytes.Equal(regular, bold) {
		t.Error("bold is the regular face again")
	}
	if !strings.Contains(assets.FontLicence(), "SIL OPEN FONT LICENSE Version 1.1") {
		t.Error("the fonts' licence does not travel with them")
	}
}
