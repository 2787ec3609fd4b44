"""Makes the text faces of this folder from Debian's fonts-noto-core.

Usage: merge.py FOLDER-OF-NOTO-FONTS/ (needs python3-fonttools 4.38)

Fyne draws each run of text in the first face that has it and takes line height and
baseline from the face of the space. With Latin, Devanagari, arrows and key signs in
one face, mixed lines share one baseline, and no run falls to Fyne's symbol face, which
has no space and draws a box for it.
"""
import sys
from fontTools.ttLib import TTFont
from fontTools import subset, merge
N=sys.argv[1]
def sub(src,dst,uni,drop=()):
    o=subset.Options(); o.layout_features=['*']; o.name_IDs=['*']; o.notdef_outline=True; o.glyph_names=False; o.hinting=False; o.drop_tables+=list(drop)
    f=subset.load_font(src,o); s=subset.Subsetter(o); s.populate(unicodes=uni); s.subset(f); subset.save_font(f,dst,o)
latin=list(range(0x20,0x250))+list(range(0x2b0,0x370))+list(range(0x1e00,0x1f00))+list(range(0x2000,0x206f))+list(range(0x20a0,0x20c0))+list(range(0x2100,0x2150))+[0x2212,0xfffd,0x25cc]
sym=[0x2190,0x2191,0x2192,0x2193,0x2194]
sym2=[0x21e7,0x2713,0x2714,0x2715,0x2717,0x2318,0x25cf,0x25cb,0x23ce,0x21b5,0x232b]
for w in ('Regular','Bold'):
    lat=TTFont(N+'NotoSans-%s.ttf'%w); dev=TTFont(N+'NotoSansDevanagari-%s.ttf'%w)
    dv=[u for u in dev.getBestCmap() if u not in latin or u in(0x200c,0x200d,0x25cc)]
    sub(N+'NotoSans-%s.ttf'%w,'a.ttf',[u for u in latin if u not in(0x25cc,0x200c,0x200d)])
    sub(N+'NotoSansDevanagari-%s.ttf'%w,'b.ttf',dv)
    sub(N+'NotoSansMath-Regular.ttf','c.ttf',sym,('MATH','GSUB','GPOS','GDEF'))
    sub(N+'NotoSansSymbols2-Regular.ttf','d.ttf',sym2,('GSUB','GPOS','GDEF'))
    m=merge.Merger().merge(['a.ttf','b.ttf','c.ttf','d.ttf'])
    for t in ('hhea',):
        m[t].ascent=1069; m[t].descent=-293; m[t].lineGap=0
    o=m['OS/2']; o.sTypoAscender=1069;o.sTypoDescender=-293;o.sTypoLineGap=0;o.usWinAscent=1069;o.usWinDescent=293
    for r in m['name'].names:
        if r.nameID in(1,16): r.string='Floorwalker Sans'
        if r.nameID==4: r.string='Floorwalker Sans '+w
        if r.nameID==6: r.string='FloorwalkerSans-'+w
        if r.nameID==3: r.string='FloorwalkerSans-%s 1'%w
    m.save('FloorwalkerSans-%s.ttf'%w)
    c=m.getBestCmap(); print(w,len(c),[hex(u) for u in latin+sym+sym2+list(dv) if u not in c and (u in lat.getBestCmap() or u in sym+sym2)][:20])
