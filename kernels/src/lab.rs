//! Colours as eyes tell them apart: CIE L*a*b* under D65, and how far two are from each other. It needs no table and nothing of
//! the standard library's but sums and the square root, which are the same to the bit in every browser and natively.

/// Below this part of full light the curve of sRGB is a line.
const DARK: f32 = 0.040_45;
/// White under D65, by which X and Z are measured; Y of it is 1.
const WHITE: [f32; 2] = [0.950_47, 1.088_83];
/// Steps of Newton's from a first guess that is off by a twentieth: each doubles the digits that are right.
const STEPS: usize = 3;

/// A colour: how light, how red against green, how yellow against blue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lab {
    light: f32,
    red: f32,
    yellow: f32,
    /// How far from grey; kept, since one colour is compared with many.
    chroma: f32,
}

impl Lab {
    /// The colour of red, green and blue in sRGB.
    pub fn of(rgb: [u8; 3]) -> Self {
        let [red, green, blue] = rgb.map(linear);
        let x = (0.412_456_4 * red + 0.357_576_1 * green + 0.180_437_5 * blue) / WHITE[0];
        let y = 0.212_672_9 * red + 0.715_152_2 * green + 0.072_175 * blue;
        let z = (0.019_333_9 * red + 0.119_192 * green + 0.950_304_1 * blue) / WHITE[1];
        let [x, y, z] = [x, y, z].map(|part| match part {
            0.008_856_452.. => root(part, 3),
            _ => (903.296_3 * part + 16.0) / 116.0,
        });
        let (red, yellow) = (500.0 * (x - y), 200.0 * (y - z));
        Self { light: 116.0 * y - 16.0, red, yellow, chroma: (red * red + yellow * yellow).sqrt() }
    }

    /// How different two look: CIE94 with the mean of both chromas, so that either may come first. One is what is just seen, ten
    /// what is seen at a glance. It is near to CIEDE2000 and needs no angles.
    pub fn distance(self, other: Self) -> f32 {
        let (own, theirs) = (self.chroma, other.chroma);
        let (light, chroma) = (self.light - other.light, own - theirs);
        let (red, yellow) = (self.red - other.red, self.yellow - other.yellow);
        let hue = (red * red + yellow * yellow - chroma * chroma).max(0.0);
        let mean = (own * theirs).sqrt();
        let (by_chroma, by_hue) = (1.0 + 0.045 * mean, 1.0 + 0.015 * mean);
        let chroma = chroma / by_chroma;
        (light * light + chroma * chroma + hue / (by_hue * by_hue)).sqrt()
    }
}

/// Light of a channel, from 0 to 1.
fn linear(channel: u8) -> f32 {
    let part = f32::from(channel) / 255.0;
    if part <= DARK {
        return part / 12.92;
    }
    // To the power of 2.4: the square, times its fifth root.
    let square = ((part + 0.055) / 1.055) * ((part + 0.055) / 1.055);
    square * root(square, 5)
}

/// The root of a number between 0 and 1, neither of them very near.
fn root(of: f32, degree: u8) -> f32 {
    let count = u32::from(degree);
    // The exponent divided gives a first guess: its offset is 127 in the highest bits.
    let mut guess = f32::from_bits(of.to_bits() / count + (127 << 23) / count * (count - 1));
    for _ in 0..STEPS {
        let power = (1..degree).fold(1.0, |power, _| power * guess);
        guess -= (guess * power - of) / (f32::from(degree) * power);
    }
    guess
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_what_the_formulas_say() {
        for rgb in (0..=u8::MAX).step_by(5).flat_map(|channel| {
            [[channel, 0, 0], [channel; 3], [0, channel, 255], [255, 90, channel], [channel, 200, 40]]
        }) {
            let [red, green, blue] = rgb.map(|channel| {
                let part = f64::from(channel) / 255.0;
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            });
            let y = 0.212_672_9 * red + 0.715_152_2 * green + 0.072_175 * blue;
            let x = (0.412_456_4 * red + 0.357_576_1 * green + 0.180_437_5 * blue) / 0.950_47;
            let curve = |part: f64| {
                if part > 216.0 / 24_389.0 { part.cbrt() } else { (24_389.0 / 27.0 * part + 16.0) / 116.0 }
            };
            let (light, own) = (116.0 * curve(y) - 16.0, Lab::of(rgb));
            assert!((f64::from(own.light) - light).abs() < 0.01, "{rgb:?} {own:?} {light}");
            assert!((f64::from(own.red) - 500.0 * (curve(x) - curve(y))).abs() < 0.02, "{rgb:?} {own:?}");
        }
    }

    #[test]
    fn near_colours_are_near_from_either_side() {
        let apart = |one, other| {
            let (one, other) = (Lab::of(one), Lab::of(other));
            assert!((one.distance(other) - other.distance(one)).abs() < 0.001);
            one.distance(other)
        };
        assert!(apart([200, 100, 50], [192, 96, 48]) < 5.0);
        assert!(apart([255, 0, 0], [200, 30, 40]) < 15.0);
        assert!(apart([200, 100, 50], [50, 100, 200]) > 30.0);
        assert!((apart([0, 0, 0], [255, 255, 255]) - 100.0).abs() < 0.1);
        assert!(apart([7, 7, 7], [7, 7, 7]) < 0.001);
    }
}
