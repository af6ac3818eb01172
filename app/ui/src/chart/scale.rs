/// A vertical axis from `low` to `high` with a grid line at every `step`.
#[derive(Debug, PartialEq)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    step: f64,
}

impl Scale {
    /// An axis from zero that holds all `values`, with four to six grid lines at round numbers. Negative
    /// values stretch it downwards. Without a value beside zero it has that line alone.
    pub fn from_zero(values: impl Iterator<Item = f64> + Clone) -> Self {
        let finite = values.filter(|value| value.is_finite());
        let top = finite.clone().fold(0.0, f64::max);
        let bottom = finite.fold(0.0, f64::min);
        let span = top - bottom;
        if span <= 0.0 {
            return Self { low: 0.0, high: 1.0, step: 4.0 };
        }
        let step = round_up(span / 4.0);
        Self { low: (bottom / step).floor() * step, high: (top / step).ceil() * step, step }
    }

    /// The numbers of the grid lines, from the lowest up.
    pub fn ticks(&self) -> impl Iterator<Item = f64> + '_ {
        let count = ((self.high - self.low) / self.step).round() as u32;
        (0..=count).map(|index| self.low + f64::from(index) * self.step)
    }

    /// How far up the axis a value lies: 0 at the bottom, 1 at the top.
    pub fn share(&self, value: f64) -> f64 {
        if value.is_finite() { (value - self.low) / (self.high - self.low) } else { self.share(0.0) }
    }
}

/// The next number of the form 1, 2, 2.5 or 5 times a power of ten.
fn round_up(step: f64) -> f64 {
    let power = 10_f64.powf(step.log10().floor());
    let multiple = [1.0, 2.0, 2.5, 5.0].into_iter().find(|multiple| step / power <= *multiple + 1e-9);
    multiple.unwrap_or(10.0) * power
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(values: &[f64]) -> Vec<f64> {
        Scale::from_zero(values.iter().copied()).ticks().collect()
    }

    #[test]
    fn an_axis_starts_at_zero_and_has_round_grid_lines() {
        assert_eq!(ticks(&[3.0, 87.0]), [0.0, 25.0, 50.0, 75.0, 100.0]);
        assert_eq!(ticks(&[12_345.0]), [0.0, 5_000.0, 10_000.0, 15_000.0]);
    }

    #[test]
    fn refunds_stretch_the_axis_below_zero() {
        assert_eq!(ticks(&[-40.0, 60.0]), [-50.0, -25.0, 0.0, 25.0, 50.0, 75.0]);
    }

    #[test]
    fn nothing_or_only_zeros_has_a_line_at_zero() {
        assert_eq!(ticks(&[]), [0.0]);
        assert_eq!(ticks(&[0.0, f64::NAN]), [0.0]);
        assert_eq!(Scale::from_zero([0.0].into_iter()).share(0.0), 0.0);
    }
}
