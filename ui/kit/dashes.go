package kit

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// newDashes is the dashed edge of a rounded box as one canvas object. Drawn as
// separate strokes it would be a hundred objects in every frame; as a raster it is
// computed once for each size.
func newDashes(name fyne.ThemeColorName, size func() fyne.Size) *canvas.Raster {
	return canvas.NewRaster(func(w, h int) image.Image {
		scale := float64(w) / math.Max(float64(size().Width), 1)
		ink, _ := color.NRGBAModel.Convert(colour(name)).(color.NRGBA)
		return dashed(w, h, scale, ink)
	})
}

// dashed draws a band of 2 px along a rounded edge of 12 px radius, 7 px on and
// 4 px off, all times scale.
func dashed(w, h int, scale float64, ink color.NRGBA) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	band := int(math.Ceil(16 * scale))
	for y := range h {
		for x := range w {
			if x > band && x < w-band && y > band && y < h-band {
				continue
			}
			if cover := dashCover(float64(x)+0.5, float64(y)+0.5, float64(w), float64(h), scale); cover > 0 {
				c := ink
				c.A = byte(cover * 255)
				img.SetNRGBA(x, y, c)
			}
		}
	}
	return img
}

// dashCover is how much of the pixel at (x, y) the dashes cover, 0 to 1.
func dashCover(x, y, w, h, scale float64) float64 {
	r := math.Min(12*scale, math.Min(w, h)/2)
	cx, cy := math.Max(r, math.Min(x, w-r)), math.Max(r, math.Min(y, h-r))
	dx, dy := x-cx, y-cy
	var depth, along float64 // below the edge, and the way round it
	switch {
	case dx != 0 && dy != 0:
		depth = r - math.Hypot(dx, dy)
		along = math.Abs(math.Atan2(dy, dx)) * r
	case math.Min(y, h-y) <= math.Min(x, w-x):
		depth, along = math.Min(y, h-y), x
	default:
		depth, along = math.Min(x, w-x), y
	}
	edge := math.Min(depth, 2*scale-depth) + 0.5
	period := 11 * scale
	if math.Mod(along, period) > 7*scale {
		return 0
	}
	return math.Max(0, math.Min(edge, 1))
}
