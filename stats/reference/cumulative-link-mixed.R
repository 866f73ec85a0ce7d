# ordinal::clmm (Laplace) on the wine data and on ratings crossed by student, mentor and question.
source("write.R")
suppressPackageStartupMessages(library(ordinal))
# a tighter control than this leaves the inner iterations at their limit, which shows in the errors (they are differences)
tight <- clmm.control(gradTol = 1e-6, maxIter = 200)
value <- function(fit) {
  s <- coef(summary(fit))
  list(logLikelihood = as.numeric(fit$logLik), thresholds = unname(fit$alpha), coefficients = unname(fit$beta),
       se = unname(s[, "Std. Error"]), sd = lapply(VarCorr(fit), function(v) unname(attr(v, "stddev"))),
       effects = lapply(ranef(fit), function(d) unname(d[, 1])))
}
wine_fit <- clmm(rating ~ temp + contact + (1 | judge), data = wine, control = tight)

set.seed(7)
students <- 40; mentors <- 6; outcomes <- 4
d <- expand.grid(outcome = seq_len(outcomes), time = 0:2, student = seq_len(students))
own <- matrix(sample(mentors, students * 3, TRUE), students)
d$mentor <- own[cbind(d$student, d$time + 1)]
d$group <- as.integer(d$student %% 2 == 0)
eta <- 0.5 * d$time - 0.6 * d$group + rnorm(students, sd = 1.1)[d$student] + rnorm(mentors, sd = 0.5)[d$mentor] +
  rnorm(outcomes, sd = 0.7)[d$outcome] + rlogis(nrow(d))
d$rating <- findInterval(eta, c(-1, 0.5, 2)) + 1
crossed_fit <- clmm(factor(rating) ~ time + group + (1 | student) + (1 | mentor) + (1 | outcome),
                    data = transform(d, student = factor(student), mentor = factor(mentor), outcome = factor(outcome)), control = tight)
write_reference(
  "cumulative-link-mixed",
  list(wine = list(warm = as.integer(wine$temp == "warm"), contact = as.integer(wine$contact == "yes"),
                   rating = as.integer(wine$rating), judge = as.integer(wine$judge)),
       crossed = as.list(d)),
  list(wine = value(wine_fit), crossed = value(crossed_fit))
)
